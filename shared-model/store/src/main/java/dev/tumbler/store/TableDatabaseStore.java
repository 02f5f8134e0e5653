package dev.tumbler.store;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseEvents;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Databases over a table. */
public final class TableDatabaseStore implements DatabaseStore {
    private static final int PAGE = 500;

    private final Table table;
    private final Updates updates;
    private final InstantSource clock;

    /**
     * As {@link TableSecretStore}'s.
     *
     * @param clock dates what RDS tells of a change
     */
    public TableDatabaseStore(Table table, EventSink events, InstantSource clock, RandomGenerator random) {
        this.table = table;
        this.updates = new Updates(table, events, random);
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<Database>> get(DatabaseId id) {
        return table.get(Keys.database(id)).thenCompose(item -> item.flatMap(DatabaseLayout::readCluster)
                .map(cluster -> cluster(cluster, id))
                .orElseGet(() -> CompletableFuture.completedStage(item.map(DatabaseLayout::readDatabase))));
    }

    /** A member may have gone between the two reads. */
    private CompletionStage<Optional<Database>> cluster(DatabaseId cluster, DatabaseId member) {
        return get(cluster)
                .thenApply(found -> found.filter(each -> each.member(member).isPresent()));
    }

    @Override
    public <R> CompletionStage<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide) {
        return updates.update(
                new DatabaseLayout(id, table),
                stored -> DatabaseEvents.told(stored, decide.apply(stored), clock.instant()));
    }

    @Override
    public CompletionStage<Page<DatabaseId>> list(
            DatabaseKind kind, String account, String region, Optional<String> after, int limit) {
        Query query = Query.of(Index.LISTING, Keys.databaseListing(kind, account, region), limit + 1)
                .after(after.map(PageToken::read));
        return ShardedRange.read(table, query).thenApply(items -> PageToken.page(items, limit, DatabaseLayout::readId));
    }

    @Override
    public CompletionStage<List<DatabaseId>> all() {
        CompletionStage<List<DatabaseId>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (DatabaseKind kind : DatabaseKind.values()) {
            all = all.thenCompose(found -> gather(kind, found, Optional.empty()));
        }
        return all.thenApply(List::copyOf);
    }

    private CompletionStage<List<DatabaseId>> gather(
            DatabaseKind kind, List<DatabaseId> found, Optional<String> after) {
        Query query = Query.of(Index.WORK, Keys.startedDatabases(kind), PAGE).after(after);
        return ShardedRange.read(table, query).thenCompose(items -> {
            items.forEach(item -> found.add(DatabaseLayout.readId(item)));
            return items.size() < PAGE ? CompletableFuture.completedStage(found) : gather(kind, found, lastSort(items));
        });
    }

    @Override
    public CompletionStage<List<DatabaseId>> due(Instant until, int limit) {
        Query query = Query.of(Index.WORK, Keys.DUE_DATABASES, limit).before(Keys.dueAfter(until));
        return ShardedRange.read(table, query)
                .thenApply(items -> items.stream().map(DatabaseLayout::readId).toList());
    }

    private static Optional<String> lastSort(List<Item> items) {
        return Optional.of(items.get(items.size() - 1).entries().get(Index.WORK).sort());
    }
}
