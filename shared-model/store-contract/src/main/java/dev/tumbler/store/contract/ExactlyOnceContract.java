package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.Table;
import dev.tumbler.store.contract.FaultyTable.Fault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each update of a stored thing happens exactly once, whoever else writes and whichever answers are lost on the way. */
public abstract class ExactlyOnceContract {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration SHORTEST_RACE = Duration.ofMillis(100);

    /** A stored thing that counts its updates. Two counters of one test work on the same thing. */
    public interface Counter {
        CompletionStage<?> create();

        /** Counts one more; answers the count of this very update. */
        CompletionStage<Integer> count();

        /** The count as stored; empty if the thing is not stored. */
        CompletionStage<Optional<Integer>> counted();

        CompletionStage<?> erase();
    }

    protected abstract Table table();

    /** The thing over a table, which is {@link #table} or one that disturbs it. */
    protected abstract Counter counter(Table table);

    /** Checks what else has to happen once for each count. */
    protected void assertEffects(int counts) {
        // a thing without events has no other effects
    }

    private Counter counter() {
        return counter(table());
    }

    private Counter faulty(Supplier<Fault> schedule) {
        return counter(new FaultyTable(table(), schedule));
    }

    /** Every second write is lost, before or after. */
    private static Supplier<Fault> random(long seed) {
        Random random = new Random(seed);
        return () -> switch (random.nextInt(4)) {
            case 0 -> Fault.LOST_BEFORE;
            case 1 -> Fault.LOST_AFTER;
            default -> Fault.NONE;
        };
    }

    private static Supplier<Fault> first(Fault fault, Fault then) {
        AtomicBoolean first = new AtomicBoolean(true);
        return () -> first.getAndSet(false) ? fault : then;
    }

    private Optional<Integer> counted() {
        return await(counter().counted());
    }

    private void assertCountedOnceEach(int times, List<Integer> answers) {
        assertThat(counted()).contains(times);
        assertThat(answers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, times).boxed().toList());
        assertEffects(times);
    }

    private static List<Integer> countAtOnce(Counter counter, int times) {
        List<CompletionStage<Integer>> running = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            running.add(counter.count());
        }
        return running.stream().map(Stages::await).toList();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        Throwable failure = awaitFailure(stage);
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private static void assertUnknown(CompletionStage<?> stage) {
        assertThat(failure(stage)).isInstanceOfSatisfying(StoreException.class, unknown -> assertThat(unknown.failure())
                .isInstanceOf(StoreFailure.Unknown.class));
    }

    @Test
    void concurrentWritersOnOneThingAllSucceedOnce() {
        await(counter().create());

        assertCountedOnceEach(32, countAtOnce(counter(), 32));
    }

    @Test
    void aRaceThatNeverEndsIsReportedAfterPauses() {
        await(counter().create());
        Counter losing = faulty(() -> Fault.LOST_RACE);
        Instant begin = CLOCK.instant();

        Throwable failure = failure(losing.count());

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, conflict -> assertThat(conflict.failure())
                .isInstanceOf(StoreFailure.Conflict.class));
        assertThat(Duration.between(begin, CLOCK.instant())).isGreaterThan(SHORTEST_RACE);
    }

    @Test
    void aWriteThatHappenedBeforeItsAnswerWasLostIsNotRepeated() {
        Counter counter = faulty(() -> Fault.LOST_AFTER);
        await(counter.create());

        List<Integer> answers = List.of(await(counter.count()), await(counter.count()));

        assertCountedOnceEach(2, answers);
    }

    @Test
    void aWriteThatWasLostOnTheWayIsSentAgain() {
        await(counter().create());
        AtomicInteger writes = new AtomicInteger();
        Counter counter = faulty(() -> writes.getAndIncrement() < 3 ? Fault.LOST_BEFORE : Fault.NONE);

        assertCountedOnceEach(1, List.of(await(counter.count())));
    }

    @Test
    void aCreationThatWasLostOnTheWayIsSentAgain() {
        await(faulty(first(Fault.LOST_BEFORE, Fault.NONE)).create());

        assertThat(counted()).contains(0);
    }

    @Test
    void lostAnswersAtRandomChangeNothing() {
        long seed = new SecureRandom().nextLong();
        Counter counter = faulty(random(seed));
        await(counter.create());

        List<Integer> answers =
                IntStream.range(0, 60).mapToObj(i -> await(counter.count())).toList();

        assertThat(counted()).as("seed %s", seed).contains(60);
        assertCountedOnceEach(60, answers);
    }

    /** No more writers than an item remembers writes, so that each can always tell what became of its own. */
    @Test
    void lostAnswersAmongConcurrentWritersChangeNothing() {
        long seed = new SecureRandom().nextLong();
        await(counter().create());

        assertCountedOnceEach(8, countAtOnce(faulty(random(seed)), 8));
    }

    @Test
    void aWriterThatWasOvertakenByManyDoesNotGuess() {
        await(counter().create());
        Counter overtaken = faulty(() -> {
            IntStream.range(0, 20).forEach(i -> await(counter().count()));
            return Fault.LOST_BEFORE;
        });

        assertUnknown(overtaken.count());
    }

    @Test
    void aTableThatNeverAnswersIsReportedAsUnknown() {
        await(counter().create());

        assertUnknown(faulty(() -> Fault.LOST_BEFORE).count());
        assertEffects(0);
    }

    @Test
    void aRefusalIsReportedAsItIs() {
        await(counter().create());

        Throwable failure = failure(faulty(() -> Fault.REFUSED).count());

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("refused");
    }

    @Test
    void aRefusalAfterALostAnswerIsReportedAsUnknown() {
        await(counter().create());

        assertUnknown(faulty(first(Fault.LOST_BEFORE, Fault.REFUSED)).count());
    }

    @Test
    void readsThatFailAfterALostAnswerAreRepeated() {
        await(counter().create());
        AtomicInteger failing = new AtomicInteger();
        Supplier<Fault> writes = () -> failing.getAndSet(3) == 0 ? Fault.LOST_AFTER : Fault.NONE;
        FaultyTable table = new FaultyTable(table(), writes, () -> failing.getAndUpdate(ExactlyOnceContract::less) > 0);

        assertCountedOnceEach(1, List.of(await(counter(table).count())));
    }

    private static int less(int number) {
        return Math.max(0, number - 1);
    }

    @Test
    void readsThatNeverSucceedAfterALostAnswerAreReportedAsUnknown() {
        await(counter().create());
        AtomicBoolean failing = new AtomicBoolean();
        Supplier<Fault> writes = () -> {
            failing.set(true);
            return Fault.LOST_AFTER;
        };

        assertUnknown(counter(new FaultyTable(table(), writes, failing::get)).count());
    }

    @Test
    void anErasureWhoseAnswerWasLostIsDone() {
        Counter counter = faulty(() -> Fault.LOST_AFTER);
        await(counter.create());

        await(counter.erase());

        assertThat(counted()).isEmpty();
    }
}
