package dev.tumbler.scheduler;

import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Drives a rotation through its steps. What it knows rests in the store: a driver that is cut off anywhere leaves a
 * rotation that the next one takes up from the first step, with the same token and so the same pending value.
 */
@Singleton
public class RotationDriver {
    private static final Logger LOG = Logger.getLogger(RotationDriver.class);

    private static final Uni<Boolean> NOT_DONE = Uni.createFrom().item(false);

    private final SecretStore store;
    private final StoppedDatabases stopped;
    private final StepInvoker invoker;
    private final InstantSource clock;

    /** Secrets whose steps run in this process right now: a second driver beside the first would only waste work. */
    private final Set<SecretId> running = ConcurrentHashMap.newKeySet();

    @Inject
    public RotationDriver(SecretStore store, StoppedDatabases stopped, StepInvoker invoker, InstantSource clock) {
        this.store = store;
        this.stopped = stopped;
        this.invoker = invoker;
        this.clock = clock;
    }

    /**
     * Runs the rotation that is under way, if its time has come, its database is not stopped, and nobody here runs it yet.
     * Says whether it is done: a failed attempt is noted in the store with the time of the next one.
     */
    public Uni<Boolean> run(SecretId id) {
        return Uni.createFrom().deferred(() -> running.add(id) ? runAlone(id) : NOT_DONE);
    }

    private Uni<Boolean> runAlone(SecretId id) {
        return stopped.holdUp(id)
                .chain(held -> held ? Uni.createFrom().item(Optional.<RotationRun>empty()) : resume(id))
                .chain(run -> run.map(each -> attempt(id, each)).orElse(NOT_DONE))
                .onTermination()
                .invoke(() -> running.remove(id));
    }

    private Uni<Optional<RotationRun>> resume(SecretId id) {
        return update(id, stored -> SecretRotation.resume(stored, invoker.lease(), clock.instant()));
    }

    private Uni<Boolean> attempt(SecretId id, RotationRun run) {
        return steps(run)
                .chain(() -> ended(id, run, Optional.empty()))
                .invoke(done -> reportUnlessDone(done, id, run))
                .onFailure(StepFailed.class)
                .recoverWithUni(failure -> failed(id, run, failure));
    }

    /** Steps that all ran and moved nothing fail the attempt too. */
    private static void reportUnlessDone(boolean done, SecretId id, RotationRun run) {
        if (!done) {
            LOG.warnf("%s ran all steps and did not complete", named(id, run));
        }
    }

    private Uni<Void> steps(RotationRun run) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Step step : run.test() ? List.of(Step.TEST_SECRET) : List.of(Step.values())) {
            all = all.chain(
                    () -> invoker.invoke(step, run).onFailure().transform(cause -> new StepFailed(step, run, cause)));
        }
        return all;
    }

    private Uni<Boolean> failed(SecretId id, RotationRun run, StepFailed failure) {
        LOG.warnf(
                "%s failed in %s: %s",
                named(id, run), failure.step(), failure.getCause().getMessage());
        return ended(id, run, Optional.of(failure.getMessage()));
    }

    private static String named(SecretId id, RotationRun run) {
        return run.test()
                ? "Test of the rotation of " + id.name()
                : "Rotation of " + id.name() + ": attempt " + run.attempt() + " of " + Rotation.MOST_TRIES;
    }

    private Uni<Boolean> ended(SecretId id, RotationRun run, Optional<String> failure) {
        return update(id, stored -> {
            if (run.test()) {
                return SecretRotation.tested(stored, run.token(), failure, clock.instant());
            }
            return failure.map(reason -> SecretRotation.attemptFailed(stored, run.token(), reason, clock.instant()))
                    .orElseGet(() -> SecretRotation.stepsRan(stored, run.token(), clock.instant()));
        });
    }

    private <R> Uni<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        return Uni.createFrom().completionStage(() -> store.update(id, decide));
    }

    /** A step that ended with an error. AWS tells no cause, which a function's log has. */
    private static final class StepFailed extends RuntimeException {
        private final Step step;

        StepFailed(Step step, RotationRun run, Throwable cause) {
            super(
                    run.function()
                            .map(function ->
                                    "Error when executing lambda " + function + " during " + step.wireName() + " step")
                            .orElseGet(() -> "Error during " + step.wireName() + " step: " + cause.getMessage()),
                    cause);
            this.step = step;
        }

        String step() {
            return step.wireName();
        }
    }
}
