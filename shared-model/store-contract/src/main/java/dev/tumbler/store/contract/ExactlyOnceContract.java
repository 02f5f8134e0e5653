package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.CALLER;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.newSecret;
import static dev.tumbler.store.contract.Samples.newValue;
import static dev.tumbler.store.contract.Samples.token;
import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretUpdate;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.contract.FaultyTable.Fault;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each update happens exactly once, whoever else writes and whichever answers are lost on the way. */
public abstract class ExactlyOnceContract {
    private final SecretId id = new SecretId(ACCOUNT, Samples.region(), "counted");
    private final Queue<DomainEvent> told = new ConcurrentLinkedQueue<>();

    protected abstract Table table();

    private SecretStore store(Table over) {
        return new TableSecretStore(over, EventSink.to(told::addAll), new SecureRandom());
    }

    private SecretStore store() {
        return store(table());
    }

    private SecretStore faulty(Supplier<Fault> schedule) {
        return store(new FaultyTable(table(), schedule));
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

    private void create(SecretStore store) {
        await(store.update(id, stored -> SecretLifecycle.create(stored, newSecret(id, Optional.empty()), NOW)));
    }

    /** Counts in the description, and tells of the count. */
    private CompletionStage<Integer> count(SecretStore store) {
        return store.update(id, stored -> {
            Secret secret = stored.orElseThrow();
            int next = secret.details().description().map(Integer::parseInt).orElse(0) + 1;
            SecretUpdate counted =
                    new SecretUpdate(Optional.of(Integer.toString(next)), Optional.empty(), Optional.empty());
            Decision<Secret, SecretValues.Stored> decision = SecretValues.update(secret, CALLER, counted, NOW);
            return new Decision<Secret, Integer>(decision.change(), next, List.of())
                    .and(new DomainEvent.RotationStarted(id, secret.arn(), token(next)));
        });
    }

    private int counted() {
        Secret secret = await(store().current(id)).orElseThrow().secret();
        return Integer.parseInt(secret.details().description().orElseThrow());
    }

    private void assertCountedOnceEach(int times, List<Integer> answers) {
        List<Integer> each = IntStream.rangeClosed(1, times).boxed().toList();
        assertThat(counted()).isEqualTo(times);
        assertThat(answers).containsExactlyInAnyOrderElementsOf(each);
        assertThat(told)
                .extracting(event -> ((DomainEvent.RotationStarted) event).token())
                .containsExactlyInAnyOrderElementsOf(
                        each.stream().map(Samples::token).toList());
    }

    private List<Integer> countAtOnce(SecretStore store, int times) {
        List<CompletionStage<Integer>> running = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            running.add(count(store));
        }
        return running.stream().map(Stages::await).toList();
    }

    @Test
    void concurrentWritersOnOneSecretAllSucceedOnce() {
        create(store());

        assertCountedOnceEach(32, countAtOnce(store(), 32));
    }

    @Test
    void aWriteThatHappenedBeforeItsAnswerWasLostIsNotRepeated() {
        SecretStore store = faulty(() -> Fault.LOST_AFTER);
        create(store);

        List<Integer> answers = List.of(await(count(store)), await(count(store)));

        assertCountedOnceEach(2, answers);
    }

    @Test
    void aWriteThatWasLostOnTheWayIsSentAgain() {
        create(store());
        AtomicInteger writes = new AtomicInteger();
        SecretStore store = faulty(() -> writes.getAndIncrement() < 3 ? Fault.LOST_BEFORE : Fault.NONE);

        assertCountedOnceEach(1, List.of(await(count(store))));
    }

    @Test
    void lostAnswersAtRandomChangeNothing() {
        long seed = new SecureRandom().nextLong();
        SecretStore store = faulty(random(seed));
        create(store);

        List<Integer> answers =
                IntStream.range(0, 60).mapToObj(i -> await(count(store))).toList();

        assertThat(counted()).as("seed %s", seed).isEqualTo(60);
        assertCountedOnceEach(60, answers);
    }

    /** No more writers than an item remembers writes, so that each can always tell what became of its own. */
    @Test
    void lostAnswersAmongConcurrentWritersChangeNothing() {
        long seed = new SecureRandom().nextLong();
        SecretStore store = faulty(random(seed));
        create(store());

        assertCountedOnceEach(8, countAtOnce(store, 8));
    }

    @Test
    void aWriterThatWasOvertakenByManyDoesNotGuess() {
        create(store());
        SecretStore overtaken = faulty(() -> {
            IntStream.range(0, 20).forEach(i -> await(count(store())));
            return Fault.LOST_BEFORE;
        });

        Throwable failure = awaitFailure(count(overtaken));

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, unknown -> assertThat(unknown.failure())
                .isInstanceOf(StoreFailure.Unknown.class));
    }

    @Test
    void aTableThatNeverAnswersIsReportedAsUnknown() {
        create(store());

        Throwable failure = awaitFailure(count(faulty(() -> Fault.LOST_BEFORE)));

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, unknown -> assertThat(unknown.failure())
                .isInstanceOf(StoreFailure.Unknown.class));
        assertThat(told).isEmpty();
    }

    @Test
    void aRefusalIsReportedAsItIs() {
        create(store());

        Throwable failure = awaitFailure(count(faulty(() -> Fault.REFUSED)));

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("refused");
    }

    @Test
    void aRefusalAfterALostAnswerIsReportedAsUnknown() {
        create(store());
        AtomicInteger writes = new AtomicInteger();
        SecretStore store = faulty(() -> writes.getAndIncrement() == 0 ? Fault.LOST_BEFORE : Fault.REFUSED);

        Throwable failure = awaitFailure(count(store));

        assertThat(failure).isInstanceOfSatisfying(StoreException.class, unknown -> assertThat(unknown.failure())
                .isInstanceOf(StoreFailure.Unknown.class));
    }

    @Test
    void anErasureWhoseAnswerWasLostIsDone() {
        SecretStore store = faulty(() -> Fault.LOST_AFTER);
        create(store);

        boolean erased = await(store.update(id, stored -> Decision.erase(true)));

        assertThat(erased).isTrue();
        assertThat(await(store().current(id))).isEmpty();
    }

    @Test
    void anErasureThatStoppedHalfwayIsFinishedByTheNextVisitor() {
        create(store());
        IntStream.range(0, 100)
                .forEach(version -> await(store().update(
                                id,
                                stored -> SecretValues.put(
                                        stored.orElseThrow(),
                                        CALLER,
                                        newValue(token(version), "value"),
                                        List.of("label"),
                                        NOW))));
        AtomicInteger writes = new AtomicInteger();
        SecretStore stopping = faulty(() -> writes.getAndIncrement() == 0 ? Fault.NONE : Fault.LOST_BEFORE);

        await(stopping.update(id, stored -> SecretLifecycle.erase(stored.orElseThrow(), CALLER)));

        assertThat(await(store().current(id))).isEmpty();
        assertThat(await(store().due(NOW, 1000))).contains(id);
        boolean purged = await(store().update(id, stored -> SecretLifecycle.purge(stored, NOW)));
        assertThat(purged).isFalse();
        assertThat(await(store().due(NOW, 1000))).doesNotContain(id);
        IntStream.range(0, 100).forEach(version -> assertThat(await(store().value(id, token(version))))
                .isEmpty());
    }
}
