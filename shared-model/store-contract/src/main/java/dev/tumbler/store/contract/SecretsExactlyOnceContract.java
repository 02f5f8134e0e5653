package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Samples.CALLER;
import static dev.tumbler.store.contract.Samples.NOW;
import static dev.tumbler.store.contract.Samples.newSecret;
import static dev.tumbler.store.contract.Samples.newValue;
import static dev.tumbler.store.contract.Samples.token;
import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretUpdate;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.store.EventSink;
import dev.tumbler.store.Table;
import dev.tumbler.store.TableSecretStore;
import dev.tumbler.store.contract.FaultyTable.Fault;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each update of a secret happens exactly once, and its events are emitted once. */
public abstract class SecretsExactlyOnceContract extends ExactlyOnceContract {
    private final SecretId id = new SecretId(ACCOUNT, Samples.region(), "counted");
    private final Queue<DomainEvent> told = new ConcurrentLinkedQueue<>();

    private SecretStore store(Table over) {
        return new TableSecretStore(over, EventSink.to(told::addAll), new SecureRandom());
    }

    private SecretStore store() {
        return store(table());
    }

    @Override
    protected Counter counter(Table table) {
        return new CountingSecret(store(table));
    }

    /** Counts in the description, and emits an event for each count. */
    private final class CountingSecret implements Counter {
        private final SecretStore store;

        CountingSecret(SecretStore store) {
            this.store = store;
        }

        @Override
        public CompletionStage<?> create() {
            return store.update(id, stored -> SecretLifecycle.create(stored, newSecret(id, Optional.empty()), NOW));
        }

        @Override
        public CompletionStage<Integer> count() {
            return store.update(id, stored -> {
                Secret secret = stored.orElseThrow();
                int next = count(secret) + 1;
                SecretUpdate counted =
                        new SecretUpdate(Optional.of(Integer.toString(next)), Optional.empty(), Optional.empty());
                Decision<Secret, SecretValues.Stored> decision = SecretValues.update(secret, CALLER, counted, NOW);
                return new Decision<Secret, Integer>(decision.change(), next, List.of())
                        .and(new DomainEvent.RotationStarted(id, secret.arn(), token(next)));
            });
        }

        @Override
        public CompletionStage<Optional<Integer>> counted() {
            return store.current(id).thenApply(found -> found.map(current -> count(current.secret())));
        }

        private int count(Secret secret) {
            return secret.details().description().map(Integer::parseInt).orElse(0);
        }

        @Override
        public CompletionStage<?> erase() {
            return store.update(id, stored -> Decision.erase(true));
        }
    }

    @Override
    protected void assertEffects(int counts) {
        assertThat(told)
                .extracting(event -> ((DomainEvent.RotationStarted) event).token())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, counts)
                        .mapToObj(Samples::token)
                        .toList());
    }

    @Test
    void anErasureThatStoppedHalfwayIsFinishedByTheNextVisitor() {
        await(counter(table()).create());
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
        SecretStore stopping =
                store(new FaultyTable(table(), () -> writes.getAndIncrement() == 0 ? Fault.NONE : Fault.LOST_BEFORE));

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
