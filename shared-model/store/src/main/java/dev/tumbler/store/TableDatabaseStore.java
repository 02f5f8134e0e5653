package dev.tumbler.store;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Database instances over a table. */
public final class TableDatabaseStore implements DatabaseStore {
    private static final int PAGE = 500;

    private final Table table;
    private final Updates updates;

    /** As {@link TableSecretStore}'s. */
    public TableDatabaseStore(Table table, EventSink events, RandomGenerator random) {
        this.table = table;
        this.updates = new Updates(table, events, random);
    }

    @Override
    public CompletionStage<Optional<Database>> get(DatabaseId id) {
        return table.get(Keys.database(id)).thenApply(item -> item.map(DatabaseLayout::readInstance));
    }

    @Override
    public <R> CompletionStage<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide) {
        return updates.update(new DatabaseLayout(id), decide);
    }

    @Override
    public CompletionStage<Page<Database>> list(String account, String region, Optional<String> after, int limit) {
        Query query = Query.of(Index.LISTING, Keys.databaseListing(account, region), limit + 1)
                .after(after.map(PageToken::read));
        return ShardedRange.read(table, query)
                .thenApply(items -> PageToken.page(items, limit, DatabaseLayout::readInstance));
    }

    @Override
    public CompletionStage<List<DatabaseId>> all() {
        return gather(new ArrayList<>(), Optional.empty());
    }

    private CompletionStage<List<DatabaseId>> gather(List<DatabaseId> found, Optional<String> after) {
        Query query = Query.of(Index.WORK, Keys.STARTED_DATABASES, PAGE).after(after);
        return ShardedRange.read(table, query).thenCompose(items -> {
            items.forEach(item -> found.add(DatabaseLayout.readId(item)));
            return items.size() < PAGE
                    ? CompletableFuture.completedStage(List.copyOf(found))
                    : gather(found, lastSort(items));
        });
    }

    private static Optional<String> lastSort(List<Item> items) {
        return Optional.of(items.get(items.size() - 1).entries().get(Index.WORK).sort());
    }
}
