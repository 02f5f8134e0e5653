package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.secret.ReplicaCopy;
import dev.tumbler.domain.secret.ReplicaCopy.Outcome;
import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.ReplicationProgress;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Brings the replicas of a primary to what the primary is: the values first, each sealed anew for its region, then in one
 * write all that shows.
 *
 * <p>What is wanted rests in the primary, and what was reached is noted there last. So every crash is harmless: a run that
 * was cut off anywhere is simply done again, and changes nothing where it had already come to an end. A region that fails
 * is noted with the time of its next attempt, and hinders neither the others nor the primary.
 */
@Singleton
public class ReplicaConvergence {
    private static final Logger LOG = Logger.getLogger(ReplicaConvergence.class);
    private static final int REGIONS_AT_ONCE = 4;

    /** A hundred versions take four writes, and a few more where others work on the same replica. */
    private static final int MOST_WRITES = 20;

    /** AWS's documentation gives the first text; the second is ours. */
    private static final String NAME_TAKEN = "Secret with this name already exists in this region";

    private static final String INTERNAL = "Replication failed because of an internal error";

    private final SecretStore store;
    private final ReplicaValues values;
    private final InstantSource clock;

    /** The last run for each primary: the next one waits for it, so that no two copy the same. */
    private final Map<SecretId, CompletableFuture<Void>> runs = new ConcurrentHashMap<>();

    @Inject
    public ReplicaConvergence(SecretStore store, ReplicaValues values, InstantSource clock) {
        this.store = store;
        this.values = values;
        this.clock = clock;
    }

    /** Completes when every region that can be attended to now is done or has failed; its status tells which. */
    public Uni<Void> converge(SecretId primary) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> run = runs.compute(primary, (same, last) -> after(last)
                    .thenComposeAsync(ready -> run(primary), Infrastructure.getDefaultExecutor()));
            return Uni.createFrom().completionStage(run).onTermination().invoke(() -> runs.remove(primary, run));
        });
    }

    private static CompletableFuture<Void> after(CompletableFuture<Void> last) {
        return last == null ? CompletableFuture.completedFuture(null) : last.exceptionally(failed -> null);
    }

    private CompletableFuture<Void> run(SecretId id) {
        return read(id).onItem()
                .transformToMulti(found ->
                        found.map(this::attempts).orElse(Multi.createFrom().empty()))
                .collect()
                .last()
                .replaceWithVoid()
                .subscribeAsCompletionStage();
    }

    private Multi<Boolean> attempts(Secret primary) {
        List<ReplicaRegion> ready = primary.sharing().replication().ready(clock.instant());
        return Multi.createFrom()
                .iterable(ready)
                .map(region -> new ReplicationProgress(primary, region))
                .onItem()
                .transformToUni(this::attempt)
                .merge(REGIONS_AT_ONCE);
    }

    private Uni<Boolean> attempt(ReplicationProgress attempt) {
        Uni<Boolean> end = attempt.region().removed() ? remove(attempt) : copy(attempt, MOST_WRITES);
        return end.onFailure(ReplicaValues.PrimaryChanged.class)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithUni(failure -> failed(attempt, failure))
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Could not note the failure of %s", described(attempt)))
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<Boolean> copy(ReplicationProgress attempt, int writesLeft) {
        SecretId place = ReplicaCopy.place(attempt.primary(), attempt.region());
        return read(place)
                .chain(replica -> values.missing(attempt, replica))
                .chain(ready -> update(
                        place,
                        stored -> ReplicaCopy.decide(
                                stored, attempt.primary(), attempt.region(), ready, clock.instant())))
                .chain(outcome -> goOn(attempt, outcome, writesLeft - 1));
    }

    private Uni<Boolean> goOn(ReplicationProgress attempt, Outcome outcome, int writesLeft) {
        return switch (outcome) {
            case COPIED ->
                note(attempt, attempt::copied)
                        .chain(wanted -> wanted ? Uni.createFrom().item(true) : remove(attempt));
            case UNFINISHED ->
                writesLeft > 0
                        ? copy(attempt, writesLeft)
                        : Uni.createFrom().failure(new IllegalStateException("the replica does not settle"));
            case NAME_TAKEN -> failed(attempt, NAME_TAKEN);
            case PROMOTED -> note(attempt, attempt::ended);
        };
    }

    /** Also after a copy, or one that may have happened, to a region that another process has removed meanwhile. */
    private Uni<Boolean> remove(ReplicationProgress attempt) {
        SecretId place = ReplicaCopy.place(attempt.primary(), attempt.region());
        return update(place, stored -> ReplicaCopy.erase(stored, attempt.primary()))
                .chain(() -> note(attempt, attempt::ended));
    }

    private Uni<Boolean> failed(ReplicationProgress attempt, Throwable failure) {
        if (failure instanceof AwsException refusal) {
            return failed(attempt, refusal.getMessage());
        }
        LOG.errorf(failure, "The copy of %s", described(attempt));
        return failed(attempt, INTERNAL);
    }

    private Uni<Boolean> failed(ReplicationProgress attempt, String message) {
        LOG.warnf("The copy of %s: %s", described(attempt), message);
        return note(attempt, stored -> attempt.failed(stored, message, clock.instant()))
                .chain(known -> known ? Uni.createFrom().item(true) : remove(attempt));
    }

    private static String described(ReplicationProgress attempt) {
        return attempt.primary().arn() + " in " + attempt.region().region();
    }

    private <R> Uni<R> note(ReplicationProgress attempt, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        return update(attempt.primary().id(), decide);
    }

    private Uni<Optional<Secret>> read(SecretId id) {
        return Uni.createFrom()
                .completionStage(() -> store.current(id))
                .map(found -> found.map(SecretStore.Current::secret));
    }

    private <R> Uni<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        return Uni.createFrom().completionStage(() -> store.update(id, decide));
    }
}
