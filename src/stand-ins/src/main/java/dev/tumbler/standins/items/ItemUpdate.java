package dev.tumbler.standins.items;

import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One update of one item: read, decide, write under the revision that was read.
 *
 * <p>After a lost race the decision is asked again on what won. After a lost answer the item is read again: it has the
 * write's id, then the write happened; it is as it was, then the very same write is sent again and only one of the two
 * can succeed; others wrote and the write's id is not among theirs, then it never will happen. Anything else cannot be
 * told. All of it ends after a bounded number of turns.
 */
public final class ItemUpdate<T, R> {
    private static final int MOST_TURNS = 50;

    private final Table table;
    private final RandomGenerator random;
    private final Key key;
    private final ItemForm<T> form;
    private final Function<Optional<T>, Decision<T, R>> decide;
    private int turns;

    /** A write that was sent, what it was decided on, and what it answers. */
    private record Sent<R>(Optional<Item> stored, long writeId, Write write, R answer, boolean doubtful) {
        Sent<R> doubted() {
            return new Sent<>(stored, writeId, write, answer, true);
        }

        boolean happened(Optional<Item> found) {
            boolean erased = write instanceof Write.Delete && found.isEmpty();
            return erased || found.filter(item -> item.stamp().has(writeId)).isPresent();
        }

        boolean unmoved(Optional<Item> found) {
            return found.map(Item::revision).equals(stored.map(Item::revision));
        }

        boolean lost(Optional<Item> found) {
            return stored.isPresent()
                    && found.filter(item ->
                                    item.stamp().remembersSince(stored.get().revision()))
                            .isPresent();
        }
    }

    public ItemUpdate(
            Table table,
            RandomGenerator random,
            Key key,
            ItemForm<T> form,
            Function<Optional<T>, Decision<T, R>> decide) {
        this.table = table;
        this.random = random;
        this.key = key;
        this.form = form;
        this.decide = decide;
    }

    public CompletionStage<R> start() {
        return table.get(key).thenCompose(this::decideOn);
    }

    private CompletionStage<R> decideOn(Optional<Item> stored) {
        Decision<T, R> decision = decide.apply(stored.map(form::read));
        long writeId = random.nextLong();
        Stamp stamp = next(stored, writeId);
        if (decision.change() instanceof Change.Write<T> change) {
            Item item = form.write(change.next(), stamp);
            Write put = new Write.Put(item, stored.map(Item::revision));
            return send(new Sent<>(stored, writeId, put, decision.answer(), false));
        }
        if (decision.change() instanceof Change.Erase<T> && stored.isPresent()) {
            Write delete = new Write.Delete(key, stored.get().revision());
            return send(new Sent<>(stored, writeId, delete, decision.answer(), false));
        }
        return CompletableFuture.completedStage(decision.answer());
    }

    /** The first revision is random, so that an item made again never comes back to a revision somebody still holds. */
    private Stamp next(Optional<Item> stored, long writeId) {
        return stored.map(item -> item.stamp().next(writeId))
                .orElseGet(() -> Stamp.first(random.nextLong() >>> 2, writeId));
    }

    private CompletionStage<R> send(Sent<R> sent) {
        turns++;
        if (turns > MOST_TURNS) {
            throw new StoreException(new StoreFailure.Conflict(MOST_TURNS));
        }
        return table.write(List.of(sent.write())).thenCompose(outcome -> answered(sent, outcome));
    }

    private CompletionStage<R> answered(Sent<R> sent, WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.TooLarge large) {
            throw new StoreException(new StoreFailure.TooLarge(large.bytes(), large.mostBytes()));
        }
        if (outcome instanceof WriteOutcome.Written) {
            return CompletableFuture.completedStage(sent.answer());
        }
        boolean lostRace = outcome instanceof WriteOutcome.Conflict && !sent.doubtful();
        return lostRace ? start() : table.get(key).thenCompose(found -> resolve(sent.doubted(), found));
    }

    private CompletionStage<R> resolve(Sent<R> sent, Optional<Item> found) {
        if (sent.happened(found)) {
            return CompletableFuture.completedStage(sent.answer());
        }
        if (sent.unmoved(found)) {
            return send(sent);
        }
        if (sent.lost(found)) {
            return decideOn(found);
        }
        throw new StoreException(new StoreFailure.Unknown("the answer to a write was lost"));
    }
}
