package dev.tumbler.store;

import dev.tumbler.domain.store.Decision;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The update engine of every store: read, decide, write under the revision that was read, emit events once the write is
 * durable.
 *
 * <p>An update happens exactly once, or fails. A lost race and a lost answer are repeated a bounded number of times, with
 * random pauses in between. After that the update fails with a {@link dev.tumbler.domain.store.StoreException}, whose
 * failure says whether nothing was written or whether that is unknown.
 *
 * @param random draws write ids, first revisions and pauses; safe to use by several threads at once
 */
public record Updates(Table table, EventSink events, RandomGenerator random) {

    /** Updates of things that emit no events. */
    public Updates(Table table, RandomGenerator random) {
        this(table, EventSink.NOBODY, random);
    }

    /**
     * Updates a thing.
     *
     * @param decide gets the stored thing. It must be free of side effects, because a lost race asks it again. What it
     *     throws fails the returned stage as it is, not wrapped in another exception
     */
    public <T, R> CompletionStage<R> update(Layout<T> layout, Function<Optional<T>, Decision<T, R>> decide) {
        return new ConditionalUpdate<>(this, layout, decide).start();
    }

    /** Updates a thing that is one item. */
    public <T, R> CompletionStage<R> update(Key key, ItemForm<T> form, Function<Optional<T>, Decision<T, R>> decide) {
        return update(new OneItemLayout<>(key, form), decide);
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
