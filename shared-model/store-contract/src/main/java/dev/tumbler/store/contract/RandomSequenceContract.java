package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Samples.ACCOUNT;
import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done in whichever order, a store over a table answers and holds what the model does, after every step. */
public abstract class RandomSequenceContract {
    static final int STEPS = 1000;

    private static final int LONGER = 10;
    private static final int PAGE = 3;

    private final String region = Samples.region();
    private final ModelSecretStore model = new ModelSecretStore();
    private final Queue<DomainEvent> told = new ConcurrentLinkedQueue<>();

    /** How an update ended: what it answered, or AWS's error. */
    private record Ending(Optional<Object> answer, Optional<String> error) {}

    protected abstract Table table();

    /** How many commands a run has; fewer where each takes long. */
    protected int steps() {
        return STEPS;
    }

    @Test
    void everyStepIsAsInTheModel() {
        run(steps(), new SecureRandom().nextLong(), () -> Fault.NONE);
    }

    /** Every second write loses its answer, before or after it happens; nobody can tell. */
    @Test
    void everyStepIsAsInTheModelThoughAnswersAreLost() {
        long seed = new SecureRandom().nextLong();
        run(steps(), seed, lostAtRandom(seed));
    }

    @Test
    @Tag("nightly")
    void everyStepOfALongRunIsAsInTheModel() {
        run(steps() * LONGER, new SecureRandom().nextLong(), () -> Fault.NONE);
    }

    private static Supplier<Fault> lostAtRandom(long seed) {
        Random random = new Random(~seed);
        return () -> switch (random.nextInt(4)) {
            case 0 -> Fault.LOST_BEFORE;
            case 1 -> Fault.LOST_AFTER;
            default -> Fault.NONE;
        };
    }

    private void run(int steps, long seed, Supplier<Fault> faults) {
        SecretStore writing = store(new FaultyTable(table(), faults));
        SecretStore reading = store(table());
        SecretCommands commands = new SecretCommands(new Random(seed), region, model);
        List<String> latest = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            SecretCommand command = commands.next();
            latest.add(command.toString());
            String where = "seed " + seed + ", step " + step + ", of this secret " + about(command, latest);
            Ending expected = ending(model.update(command.id(), command.decide()));
            Ending actual = ending(writing.update(command.id(), command.decide()));
            assertThat(actual).as(where).isEqualTo(expected);
            assertSameSecret(where, reading, command.id(), commands.tokens());
            assertSameWhole(where, reading, commands);
        }
    }

    private SecretStore store(Table over) {
        return new TableSecretStore(over, EventSink.to(told::addAll), new SecureRandom());
    }

    private static List<String> about(SecretCommand command, List<String> all) {
        return all.stream()
                .filter(text -> text.endsWith(command.id().name()))
                .skip(Math.max(0, all.size() - 200L))
                .toList();
    }

    private static Ending ending(CompletionStage<Object> update) {
        return await(update.handle((answer, failure) -> {
            if (failure == null) {
                return new Ending(Optional.of(answer), Optional.empty());
            } else if (failure instanceof AwsException refused) {
                return new Ending(Optional.empty(), Optional.of(refused.code() + " " + refused.getMessage()));
            }
            throw new AssertionError("an update failed", failure);
        }));
    }

    private void assertSameSecret(String where, SecretStore store, SecretId id, List<String> tokens) {
        Optional<SecretStore.Current> expected = await(model.current(id));
        assertThat(await(store.current(id)))
                .as(where)
                .isEqualTo(expected)
                .as(where + ": in the same order")
                .hasToString(expected.toString());
        for (String token : tokens) {
            assertThat(await(store.value(id, token)))
                    .as("%s: value of %s", where, token)
                    .isEqualTo(await(model.value(id, token)));
        }
    }

    private void assertSameWhole(String where, SecretStore store, SecretCommands commands) {
        assertThat(listed(store)).as(where).isEqualTo(listed(model));
        assertThat(due(store, commands)).as(where).isEqualTo(due(model, commands));
        assertThat(List.copyOf(told)).as(where).isEqualTo(model.told());
    }

    private List<Secret> listed(SecretStore store) {
        List<Secret> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<Secret> page = await(store.list(ACCOUNT, region, next, PAGE));
            all.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    private List<SecretId> due(SecretStore store, SecretCommands commands) {
        return await(store.due(commands.now(), 1000)).stream()
                .filter(id -> id.region().equals(region))
                .toList();
    }
}
