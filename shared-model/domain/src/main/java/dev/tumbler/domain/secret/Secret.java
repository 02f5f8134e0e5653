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
public record Secret(SecretId id, String suffix, Details details, Dates dates, Versions versions, Rotation rotation) {
    public static final String NOT_FOUND = "Secrets Manager can't find the specified secret.";
    static final String MARKED_FOR_DELETION =
            "You can't perform this operation on the secret because it was marked for deletion.";

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

    /**
     * This secret, or AWS's error when a service manages it and somebody else writes. The documentation gives the heading
     * of the message and says that the real one names the service; the exact words are ours.
     */
    public Secret writableBy(Caller caller) {
        return leftTo(caller).alive();
    }

    /** As {@link #writableBy}, but for a secret that is scheduled for deletion too. */
    Secret leftTo(Caller caller) {
        Optional<String> owner = details.owningService();
        if (owner.isPresent() && !owner.equals(caller.service())) {
            throw AwsException.invalidRequest("This secret is managed by an AWS service, and you must use that service"
                    + " to update it. The managing service is " + owner.get() + ".");
        }
        return this;
    }

    /** When this secret next needs attention: a rotation to run or start, or a purge. */
    public Optional<Instant> due() {
        if (dates.deletion().isPresent()) {
            return dates.deletion();
        }
        Optional<Instant> attempt =
                rotation.underWay() ? rotation.attempt().map(Rotation.Attempt::notBefore) : Optional.empty();
        return Stream.of(attempt, scheduledRotation()).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /**
     * When the schedule next starts a rotation. A pending version that no rotation here left behind holds it up, as it
     * holds up RotateSecret, until somebody takes AWSPENDING away.
     */
    Optional<Instant> scheduledRotation() {
        boolean heldUp = versions.pending().isPresent() && !rotationFailed();
        return heldUp || dates.deletion().isPresent() ? Optional.empty() : rotation.due(dates.valueChanged());
    }

    public Optional<Instant> nextRotation() {
        return rotation.nextRotation(dates.valueChanged());
    }

    /** Whether the last rotation failed for good and none has succeeded since. */
    public boolean rotationFailed() {
        return rotation.status() == RotationStatus.FAILED;
    }

    Secret with(Details next) {
        return new Secret(id, suffix, next, dates, versions, rotation);
    }

    Secret with(Dates next) {
        return new Secret(id, suffix, details, next, versions, rotation);
    }

    Secret with(Versions next) {
        return new Secret(id, suffix, details, dates, next, rotation);
    }

    Secret with(Rotation next) {
        return new Secret(id, suffix, details, dates, versions, next);
    }
}
