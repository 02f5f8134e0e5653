package dev.tumbler.store;

import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.store.DatabaseEventStore;
import dev.tumbler.domain.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The events of databases over a table. */
public final class TableDatabaseEventStore implements DatabaseEventStore {
    private final Table table;

    public TableDatabaseEventStore(Table table) {
        this.table = table;
    }

    @Override
    public CompletionStage<Page<DatabaseEvent>> list(Span span, Optional<String> after, int limit) {
        String from = after.map(PageToken::read).orElseGet(() -> Keys.from(span.from()));
        Query query = Query.of(Index.LISTING, Keys.databaseEventListing(span.account(), span.region()), limit + 1)
                .after(Optional.of(from))
                .before(Keys.dueAfter(span.until()));
        return ShardedRange.read(table, query)
                .thenApply(items -> PageToken.page(items, limit, DatabaseEventItems::read));
    }

    @Override
    public CompletionStage<Integer> forget(Instant before, int limit) {
        Query query = Query.of(Index.WORK, Keys.TOLD_DATABASE_EVENTS, Math.min(limit, Table.MOST_WRITES))
                .before(Keys.from(before));
        return ShardedRange.read(table, query).thenCompose(this::delete);
    }

    /** Where another process removes the same, one of the two does, and the next round finds what is left. */
    private CompletionStage<Integer> delete(List<Item> old) {
        if (old.isEmpty()) {
            return CompletableFuture.completedStage(0);
        }
        List<Write> deletes = old.stream()
                .<Write>map(item -> new Write.Delete(item.key(), item.revision()))
                .toList();
        return table.write(deletes).thenApply(outcome -> old.size());
    }
}
