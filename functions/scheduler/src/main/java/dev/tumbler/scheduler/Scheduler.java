package dev.tumbler.scheduler;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Attends to the secrets whose time has come: starts scheduled rotations, takes up rotations that were cut off or wait
 * for their next attempt, reminds of regions whose replica is not as its primary, and purges what is past its recovery
 * window. It starts databases that were stopped long enough. It looks only at what is due.
 */
@Singleton
public class Scheduler {
    private static final Logger LOG = Logger.getLogger(Scheduler.class);
    private static final int BATCH = 1000;
    private static final int AT_ONCE = 8;

    private final SecretStore store;
    private final RotationDriver driver;
    private final StoppedDatabases stopped;
    private final InstantSource clock;

    @Inject
    public Scheduler(SecretStore store, RotationDriver driver, StoppedDatabases stopped, InstantSource clock) {
        this.store = store;
        this.driver = driver;
        this.stopped = stopped;
        this.clock = clock;
    }

    /** Attends to everything that is due now. One secret's trouble is logged and leaves the others alone. */
    public Uni<Void> attend() {
        Instant now = clock.instant();
        return stopped.startDue(now)
                .onFailure()
                .invoke(failure -> LOG.error("Could not start databases", failure))
                .onFailure()
                .recoverWithNull()
                .chain(() -> attendSecrets(now));
    }

    private Uni<Void> attendSecrets(Instant now) {
        return Uni.createFrom()
                .completionStage(() -> store.due(now, BATCH))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(id -> attend(id, now).onFailure().recoverWithItem(failure -> {
                    LOG.errorf(failure, "Could not attend to %s", id.name());
                    return false;
                }))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> attend(SecretId id, Instant now) {
        return Uni.createFrom()
                .completionStage(() -> store.update(id, stored -> SecretLifecycle.purge(stored, now)))
                .chain(purged -> purged
                        ? Uni.createFrom().item(true)
                        : remindReplicas(id, now).chain(reminded -> rotate(id, now)));
    }

    /** Whoever brings replicas up to their primary hears of it through the store's events, as of any change. */
    private Uni<Boolean> remindReplicas(SecretId id, Instant now) {
        return Uni.createFrom()
                .completionStage(() -> store.update(id, stored -> SecretReplication.remind(stored, now)));
    }

    /** A rotation that starts here is run by whom the store's events tell of it, as one that RotateSecret starts. */
    private Uni<Boolean> rotate(SecretId id, Instant now) {
        String token = UUID.randomUUID().toString();
        return Uni.createFrom()
                .completionStage(() -> store.update(id, stored -> SecretRotation.startIfDue(stored, token, now)))
                .onFailure(AwsException.class)
                .invoke(refusal -> LOG.warnf("Scheduled rotation of %s: %s", id.name(), refusal.getMessage()))
                .chain(started -> started ? Uni.createFrom().item(true) : driver.run(id));
    }
}
