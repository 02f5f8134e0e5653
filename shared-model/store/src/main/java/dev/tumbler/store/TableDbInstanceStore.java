package dev.tumbler.store;

import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.store.DbInstanceStore;
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
public final class TableDbInstanceStore implements DbInstanceStore {
    private static final int PAGE = 500;

    private final Table table;
    private final Updates updates;

    /** As {@link TableSecretStore}'s. */
    public TableDbInstanceStore(Table table, EventSink events, RandomGenerator random) {
        this.table = table;
        this.updates = new Updates(table, events, random);
    }

    @Override
    public CompletionStage<Optional<DbInstance>> get(DbInstanceId id) {
        return table.get(Keys.dbInstance(id)).thenApply(item -> item.map(DbInstanceLayout::readInstance));
    }

    @Override
    public <R> CompletionStage<R> update(
            DbInstanceId id, Function<Optional<DbInstance>, Decision<DbInstance, R>> decide) {
        return updates.update(new DbInstanceLayout(id), decide);
    }

    @Override
    public CompletionStage<Page<DbInstance>> list(String account, String region, Optional<String> after, int limit) {
        Query query = Query.of(Index.LISTING, Keys.dbInstanceListing(account, region), limit + 1)
                .after(after.map(PageToken::read));
        return ShardedRange.read(table, query)
                .thenApply(items -> PageToken.page(items, limit, DbInstanceLayout::readInstance));
    }

    @Override
    public CompletionStage<List<DbInstanceId>> all() {
        return gather(new ArrayList<>(), Optional.empty());
    }

    private CompletionStage<List<DbInstanceId>> gather(List<DbInstanceId> found, Optional<String> after) {
        Query query = Query.of(Index.WORK, Keys.STARTED_DB_INSTANCES, PAGE).after(after);
        return ShardedRange.read(table, query).thenCompose(items -> {
            items.forEach(item -> found.add(DbInstanceLayout.readId(item)));
            return items.size() < PAGE
                    ? CompletableFuture.completedStage(List.copyOf(found))
                    : gather(found, lastSort(items));
        });
    }

    private static Optional<String> lastSort(List<Item> items) {
        return Optional.of(items.get(items.size() - 1).entries().get(Index.WORK).sort());
    }
}
