package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A secret: everything about it but its values. It never changes; each operation is a pure decision in one of
 * {@link SecretLifecycle}, {@link SecretValues} and {@link SecretRotation} that returns the next one.
 *
 * @param suffix the six characters at the end of its ARN, stable for its life
 */
public record Secret(
        SecretId id,
        String suffix,
        Details details,
        Dates dates,
        Versions versions,
        Rotation rotation,
        Sharing sharing) {
    public static final String NOT_FOUND = "Secrets Manager can't find the specified secret.";
    static final String MARKED_FOR_DELETION =
            "You can't perform this operation on the secret because it was marked for deletion.";
    static final String REPLICA =
            "Operation not permitted on a replica secret. Call must be made in primary secret's region.";

    public String arn() {
        return SecretArn.format(id, suffix);
    }

    /** The secret that a {@code SecretId} parameter names, or AWS's error. */
    public static Secret found(Optional<Secret> stored, SecretArn asked) {
        return stored.filter(asked::names).orElseThrow(() -> AwsException.notFound(NOT_FOUND));
    }

    /** This secret, or AWS's error while it is scheduled for deletion. */
    public Secret alive() {
        if (dates.deletion().isPresent()) {
            throw AwsException.invalidRequest(MARKED_FOR_DELETION);
        }
        return this;
    }

    /** This secret, or AWS's error while it is scheduled for deletion or where it is a replica, which only follows. */
    public Secret changeable() {
        return primary().alive();
    }

    /** This secret, or AWS's error where it is a replica. */
    Secret primary() {
        if (sharing.replication().isReplica()) {
            throw AwsException.invalidParameter(REPLICA);
        }
        return this;
    }

    /**
     * This secret, or AWS's error when a service manages it and somebody else writes. The documentation gives the heading
     * of the message and says that the real one names the service; the exact words are ours.
     */
    public Secret writableBy(Caller caller) {
        return leftTo(caller).alive();
    }

    /** As {@link #writableBy}, but for a secret that is scheduled for deletion too. */
    Secret leftTo(Caller caller) {
        Optional<String> owner = primary().details.owningService();
        if (owner.isPresent() && !owner.equals(caller.service())) {
            throw AwsException.invalidRequest("This secret is managed by an AWS service, and you must use that service"
                    + " to update it. The managing service is " + owner.get() + ".");
        }
        return this;
    }

    /** When this secret next needs attention: a rotation to run or start, replicas to bring up to it, or a purge. */
    public Optional<Instant> due() {
        if (dates.deletion().isPresent()) {
            return dates.deletion();
        }
        Optional<Instant> attempt =
                rotation.underWay() ? rotation.attempt().map(Rotation.Attempt::notBefore) : Optional.empty();
        return Stream.of(attempt, scheduledRotation(), sharing.replication().due(dates.changed()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * When the schedule next starts a rotation. A pending version that no rotation here left behind holds it up, as it
     * holds up RotateSecret, until somebody takes AWSPENDING away. A replica never rotates by itself.
     */
    Optional<Instant> scheduledRotation() {
        boolean heldUp = versions.pending().isPresent() && unfinishedRotation().isEmpty();
        boolean never = dates.deletion().isPresent() || sharing.replication().isReplica();
        return heldUp || never ? Optional.empty() : rotation.due(dates.valueChanged());
    }

    public Optional<Instant> nextRotation() {
        return rotation.nextRotation(dates.valueChanged());
    }

    /** Whether the last rotation failed for good and none has succeeded since. */
    public boolean rotationFailed() {
        return rotation.status() == RotationStatus.FAILED;
    }

    /**
     * The token of a rotation that ended early and can be taken up: one that failed, or one of an owning service that was
     * cancelled. A service's secret is closed to others, so nobody could take AWSPENDING off it and clear the way.
     */
    Optional<String> unfinishedRotation() {
        if (rotationFailed()) {
            return rotation.attempt().map(Rotation.Attempt::token);
        }
        boolean cancelled = details.owningService().isPresent() && !rotation.underWay();
        return cancelled ? versions.pending().map(Version::id) : Optional.empty();
    }

    /** The region whose secret the others follow: shown by a replica, and by a primary with replicas. */
    public Optional<String> primaryRegion() {
        Replication replication = sharing.replication();
        return replication.wanted().isEmpty() ? replication.primaryRegion() : Optional.of(id.region());
    }

    Secret with(Details next) {
        return new Secret(id, suffix, next, dates, versions, rotation, followedIf(!next.equals(details)));
    }

    Secret with(Dates next) {
        return new Secret(id, suffix, details, next, versions, rotation, sharing);
    }

    Secret with(Versions next) {
        return new Secret(id, suffix, details, dates, next, rotation, followedIf(!next.equals(versions)));
    }

    /** The version that a test was run on goes with the test, however it ends. */
    Secret with(Rotation next) {
        boolean shown = !next.settled().equals(rotation.settled());
        Versions kept = rotation.testing() && !next.testing()
                ? versions.withoutTest(rotation.attempt().orElseThrow().token())
                : versions;
        return new Secret(id, suffix, details, dates, kept, next, followedIf(shown));
    }

    Secret with(Sharing next) {
        boolean shown = !next.policy().equals(sharing.policy());
        Sharing followed = shown ? next.with(next.replication().changed()) : next;
        return new Secret(id, suffix, details, dates, versions, rotation, followed);
    }

    Secret with(Replication next) {
        return with(sharing.with(next));
    }

    /** The same after a read, which replicas do not follow: each region has access dates of its own. */
    Secret accessed(Versions nextVersions, Dates nextDates) {
        return new Secret(id, suffix, details, nextDates, nextVersions, rotation, sharing);
    }

    /** Every next secret is made in this class, so no change can miss the replicas. */
    private Sharing followedIf(boolean changed) {
        return changed ? sharing.with(sharing.replication().changed()) : sharing;
    }
}
