package dev.tumbler.store;

import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One update under way.
 *
 * <p>A lost race brings the item that won, and the decision is asked again on that. A lost answer is resolved by reading
 * the main item and looking for the id of the write:
 *
 * <table>
 * <caption>After a lost answer</caption>
 * <tr><th>the main item</th><th>so the write</th><th>what follows</th></tr>
 * <tr><td>has the write's id, or was to go and is gone</td><td>happened</td><td>the answer</td></tr>
 * <tr><td>is as the decision saw it</td><td>did not happen, but may be on its way</td>
 *     <td>the very same write again: only one of the two can succeed</td></tr>
 * <tr><td>has another write at that revision</td><td>never will happen</td><td>a new decision</td></tr>
 * <tr><td>is anything else</td><td>cannot be told</td><td>{@link StoreFailure.Unknown}</td></tr>
 * </table>
 */
final class ConditionalUpdate<T, R> {
    private static final int MOST_DECISIONS = 50;
    private static final int MOST_LOST_ANSWERS = 8;
    private static final int LONGEST_PAUSE_EXPONENT = 6;

    private final Updates updates;
    private final Layout<T> layout;
    private final Function<Optional<T>, Decision<T, R>> decide;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private int decisions;

    /** A batch and the decision it comes from, with the answers that were lost so far. */
    private record Sent<T, R>(Batch batch, Decision<T, R> decision, int lostAnswers) {
        Sent<T, R> lostAnswer() {
            return new Sent<>(batch, decision, lostAnswers + 1);
        }
    }

    ConditionalUpdate(Updates updates, Layout<T> layout, Function<Optional<T>, Decision<T, R>> decide) {
        this.updates = updates;
        this.layout = layout;
        this.decide = decide;
    }

    /** The stage fails with the very exception that the decision threw, not wrapped in another. */
    CompletionStage<R> start() {
        read(this::proceed);
        return result;
    }

    private void read(Consumer<Optional<Item>> next) {
        on(updates.table().get(layout.key()), next);
    }

    /** Goes on with what a stage brings; whatever fails on the way fails the update. */
    private <V> void on(CompletionStage<V> stage, Consumer<V> next) {
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
            } else {
                guarded(() -> next.accept(value));
            }
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Whatever a decision throws is its answer, and goes to the caller as it is. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error thrown) {
            result.completeExceptionally(thrown);
        }
    }

    private void proceed(Optional<Item> stored) {
        decisions++;
        if (decisions > MOST_DECISIONS) {
            throw new StoreException(new StoreFailure.Conflict(MOST_DECISIONS));
        }
        Stamp stamp = updates.stamp(stored);
        stored.flatMap(item -> layout.remaining(item, stamp))
                .ifPresentOrElse(this::finishErasure, () -> decideOn(stored, stamp));
    }

    /** Whether this writer or another one removes what remains, the next read shows what is left. */
    private void finishErasure(List<Write> remaining) {
        on(updates.table().write(remaining), outcome -> pause(decisions, () -> read(this::proceed)));
    }

    private void decideOn(Optional<Item> stored, Stamp stamp) {
        Decision<T, R> decision = decide.apply(stored.flatMap(layout::read));
        if (decision.change() instanceof Change.Write<T> write) {
            on(
                    layout.write(stored, write, stamp),
                    writes -> writes.ifPresentOrElse(
                            present -> send(sent(stored, stamp, present, decision)), this::raced));
        } else if (decision.change() instanceof Change.Erase<T> && stored.isPresent()) {
            send(sent(stored, stamp, layout.erase(stored.get(), stamp), decision));
        } else {
            finish(decision);
        }
    }

    private Sent<T, R> sent(Optional<Item> stored, Stamp stamp, List<Write> writes, Decision<T, R> decision) {
        List<Write> all = new ArrayList<>(writes);
        all.addAll(DatabaseEventItems.writes(decision.events(), stamp));
        return new Sent<>(new Batch(stored, stamp.writeIds().get(0), all), decision, 0);
    }

    private void raced() {
        pause(decisions, () -> read(this::proceed));
    }

    private void send(Sent<T, R> sent) {
        updates.table()
                .write(sent.batch().writes())
                .whenComplete((outcome, failure) -> guarded(() -> {
                    if (failure != null) {
                        refused(sent, unwrapped(failure));
                    } else {
                        answered(sent, outcome);
                    }
                }));
    }

    /** A refusal says that nothing was written this time, and nothing of the times before whose answer was lost. */
    private void refused(Sent<T, R> sent, Throwable failure) {
        result.completeExceptionally(sent.lostAnswers() > 0 ? untold(failure) : failure);
    }

    private void answered(Sent<T, R> sent, WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Written) {
            written(sent);
        } else if (outcome instanceof WriteOutcome.Conflict conflict) {
            conflict(sent, conflict);
        } else if (outcome instanceof WriteOutcome.TooLarge large) {
            throw new StoreException(new StoreFailure.TooLarge(large.bytes(), large.mostBytes()));
        } else if (outcome instanceof WriteOutcome.Unknown unknown) {
            lookAgain(sent.lostAnswer(), unknown.cause());
        }
    }

    /** After a lost answer a conflict may be with the very write whose answer was lost. */
    private void conflict(Sent<T, R> sent, WriteOutcome.Conflict conflict) {
        Optional<Item> winner = conflict.found().get(sent.batch().key());
        if (sent.lostAnswers() > 0) {
            lookAgain(sent.lostAnswer(), new IllegalStateException("a conflict after a lost answer"));
        } else if (winner != null) {
            pause(decisions, () -> proceed(winner));
        } else {
            raced();
        }
    }

    private void lookAgain(Sent<T, R> sent, Throwable cause) {
        if (sent.lostAnswers() > MOST_LOST_ANSWERS) {
            throw untold(cause);
        }
        pause(sent.lostAnswers(), () -> updates.table()
                .get(layout.key())
                .whenComplete((found, failure) -> guarded(() -> resolve(sent, found, cause, failure))));
    }

    private void resolve(Sent<T, R> sent, Optional<Item> found, Throwable cause, Throwable failure) {
        if (failure != null) {
            lookAgain(sent.lostAnswer(), unwrapped(failure));
            return;
        }
        switch (sent.batch().fate(found)) {
            case WRITTEN -> written(sent);
            case NOT_YET -> send(sent);
            case LOST -> proceed(found);
            case UNTOLD -> throw untold(cause);
        }
    }

    private static StoreException untold(Throwable cause) {
        return new StoreException(new StoreFailure.Unknown(String.valueOf(cause.getMessage())), cause);
    }

    private void written(Sent<T, R> sent) {
        boolean note = sent.decision().change() instanceof Change.Erase<T>
                && sent.batch().writes().get(0) instanceof Write.Put;
        if (note) {
            // the thing is gone for everybody; if this fails, the note stays due and the next visitor takes it up
            updates.update(layout, any -> Decision.<T, Boolean>keep(true))
                    .whenComplete((done, failure) -> guarded(() -> finish(sent.decision())));
        } else {
            finish(sent.decision());
        }
    }

    private void finish(Decision<T, R> decision) {
        if (decision.events().isEmpty()) {
            result.complete(decision.answer());
        } else {
            on(updates.events().accept(decision.events()), told -> result.complete(decision.answer()));
        }
    }

    /** A random part of a time that doubles with each turn: those who met once should not meet again. */
    private void pause(int turn, Runnable next) {
        long most = 1L << Math.min(turn, LONGEST_PAUSE_EXPONENT);
        long millis = updates.random().nextLong(most);
        if (millis == 0) {
            guarded(next);
        } else {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> guarded(next));
        }
    }
}
