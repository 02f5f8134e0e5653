package dev.tumbler.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A range over all the shards of a partition, in the order of one.
 *
 * <p>Each shard is asked for its likely part of the range and a few items more, all of them at once. A shard of which more
 * is needed than was asked is asked again, from where it ended: rarely, as names spread evenly. So a range costs little more
 * than its own items, and one request to each shard.
 *
 * <p>An item is taken only while every shard that may have more has shown its next one; so nothing is passed over, whatever
 * is written meanwhile.
 */
final class ShardedRange {
    private static final int MORE_THAN_LIKELY = 5;

    private final Table table;
    private final Query query;
    private final List<Shard> shards;
    private final List<Item> merged = new ArrayList<>();

    /** What one shard has shown and the merge has not yet taken. */
    private static final class Shard {
        private final String partition;
        private final Deque<Item> shown = new ArrayDeque<>();
        private Optional<String> after;
        private boolean ended;

        Shard(String partition, Optional<String> after) {
            this.partition = partition;
            this.after = after;
        }

        boolean waits() {
            return shown.isEmpty() && !ended;
        }
    }

    private ShardedRange(Table table, Query query) {
        this.table = table;
        this.query = query;
        this.shards = Shards.all(query.partition()).stream()
                .map(partition -> new Shard(partition, query.after()))
                .toList();
    }

    /**
     * Reads a range.
     *
     * @param query its partition is the one that is spread
     */
    static CompletionStage<List<Item>> read(Table table, Query query) {
        return new ShardedRange(table, query).more();
    }

    private CompletionStage<List<Item>> more() {
        take();
        if (merged.size() == query.limit()) {
            return CompletableFuture.completedStage(merged);
        }
        List<CompletableFuture<Void>> asked = shards.stream()
                .filter(Shard::waits)
                .map(shard -> ask(shard).toCompletableFuture())
                .toList();
        if (asked.isEmpty()) {
            return CompletableFuture.completedStage(merged);
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenCompose(shown -> more());
    }

    private CompletionStage<Void> ask(Shard shard) {
        int missing = query.limit() - merged.size();
        int limit = Math.min(missing, missing / Shards.COUNT + MORE_THAN_LIKELY);
        Query part = new Query(query.index(), shard.partition, shard.after, query.before(), limit);
        return table.query(part).thenAccept(items -> {
            shard.shown.addAll(items);
            shard.ended = items.size() < limit;
            if (!items.isEmpty()) {
                shard.after = Optional.of(sort(items.get(items.size() - 1)));
            }
        });
    }

    private void take() {
        while (merged.size() < query.limit() && shards.stream().noneMatch(Shard::waits)) {
            Optional<Shard> next = shards.stream()
                    .filter(shard -> !shard.shown.isEmpty())
                    .min(Comparator.comparing(shard -> sort(shard.shown.getFirst())));
            if (next.isEmpty()) {
                return;
            }
            merged.add(next.get().shown.removeFirst());
        }
    }

    private String sort(Item item) {
        return item.entries().get(query.index()).sort();
    }
}
