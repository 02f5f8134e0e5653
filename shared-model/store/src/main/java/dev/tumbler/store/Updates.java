package dev.tumbler.store;

import dev.tumbler.domain.store.Decision;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes updates: read, decide, write under the revision that was read, told once it is durable.
 *
 * @param random draws write ids, first revisions and pauses; safe to use by several threads at once
 */
record Updates(Table table, EventSink events, RandomGenerator random) {

    <T, R> CompletionStage<R> update(Layout<T> layout, Function<Optional<T>, Decision<T, R>> decide) {
        return new ConditionalUpdate<>(this, layout, decide).start();
    }

    Stamp stamp(Optional<Item> stored) {
        long writeId = random.nextLong();
        return stored.map(item -> item.stamp().next(writeId)).orElseGet(() -> Stamp.first(firstRevision(), writeId));
    }

    /** Far enough from the largest number for any life of an item. */
    private long firstRevision() {
        return random.nextLong() >>> 2;
    }
}
