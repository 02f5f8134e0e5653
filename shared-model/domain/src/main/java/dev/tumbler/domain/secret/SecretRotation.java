package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Versions.AWSPENDING;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.DatabaseEvents;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.rotation.RotationStatus;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decisions on a secret's rotation. */
public final class SecretRotation {
    private static final String UNFINISHED = "A previous rotation isn't complete. That rotation will be reattempted.";

    private SecretRotation() {}

    /**
     * RotateSecret: new settings and a rotation at once. A rotation of a service that failed is taken up again; one of a
     * function is refused as long as its pending version is there, as AWS does.
     *
     * @param wanted what the call sets; what it leaves out stays
     */
    public static Decision<Secret, Secret> rotate(Secret stored, String token, RotationSettings wanted, Instant now) {
        Secret secret = stored.changeable();
        if (secret.versions().find(token).isPresent()) {
            return Decision.keep(secret);
        }
        Secret configured = configured(secret, wanted, now);
        return managed(secret) ? startOrResume(configured, token, now) : start(configured, token, now);
    }

    /** RotateSecret without a rotation, where a service rotates: its steps need no test. */
    public static Decision<Secret, Secret> configure(Secret stored, RotationSettings wanted, Instant now) {
        Secret next = configured(stored.changeable(), wanted, now);
        return Decision.write(next, next);
    }

    /**
     * RotateSecret without a rotation, where a function rotates: new settings, and a version for the function's
     * testSecret to be tried on.
     *
     * @param copy the current value, sealed for that version; empty where the secret has none
     */
    public static Decision<Secret, Secret> test(
            Secret stored, String token, RotationSettings wanted, Optional<SealedValue> copy, Instant now) {
        Secret secret = stored.changeable();
        if (secret.versions().find(token).isPresent()) {
            return Decision.keep(secret);
        }
        checkNothingPending(secret);
        Version version =
                new Version(token, Set.of(), copy.isPresent(), secret.details().kmsKeyId(), now, Optional.empty());
        Secret testable = configured(secret, wanted, now)
                .with(secret.versions().add(version).attach(AWSPENDING, token));
        Secret next = testable.with(testable.rotation().testStarted(token, now));
        Map<String, SealedValue> values =
                copy.map(value -> Map.of(token, value)).orElseGet(Map::of);
        return Decision.write(next, values, next)
                .and(new DomainEvent.TestRotationStarted(next.id(), next.arn(), token));
    }

    private static boolean managed(Secret secret) {
        return secret.details().owningService().isPresent();
    }

    private static Secret configured(Secret secret, RotationSettings wanted, Instant now) {
        RotationSettings settings =
                new RotationSettings(RotationFunction.wanted(secret, wanted.function()), wanted.rules());
        return secret.with(secret.rotation().configured(settings))
                .with(secret.dates().changedAt(now));
    }

    private static void checkNothingPending(Secret secret) {
        if (secret.versions().pending().isPresent() || secret.rotation().underWay()) {
            throw AwsException.invalidRequest(UNFINISHED);
        }
    }

    /**
     * Starts a rotation: registers the version of the token as AWSPENDING without a value, which is the record that
     * carries the rotation through any crash. A token that has its version is the same call once more and changes
     * nothing; AWS says only that it does not make a version twice.
     */
    public static Decision<Secret, Secret> start(Secret stored, String token, Instant now) {
        Secret secret = stored.changeable();
        if (secret.versions().find(token).isPresent()) {
            return Decision.keep(secret);
        }
        checkNothingPending(secret);
        Version placeholder = new Version(token, Set.of(), false, Optional.empty(), now, Optional.empty());
        Versions versions = secret.versions().add(placeholder).attach(AWSPENDING, token);
        return begun(secret.with(versions), token, now);
    }

    /**
     * Starts a rotation, or takes up the one that ended early under its own token, so that its pending value rolls
     * forward. As with RotateSecret that turns a schedule on again that was turned off.
     */
    public static Decision<Secret, Secret> startOrResume(Secret stored, String token, Instant now) {
        Secret on = stored.with(stored.rotation().turnedOn());
        return stored.unfinishedRotation()
                .map(unfinished -> begun(on.changeable(), unfinished, now))
                .orElseGet(() -> start(on, token, now));
    }

    /**
     * CancelRotateSecret: no further rotation starts, and one under way ends where it is. Its version keeps AWSPENDING, as
     * AWS documents: whether the database has the pending password already is not known. Rules and dates stay for the day
     * that rotation is turned on again. A rotation that failed stays failed, for its pending password may be in force.
     *
     * <p>Anybody may, also where a service manages the secret. Where rotation was never configured nothing changes; AWS's
     * answer for that is not sourced. No event tells of it: AWS's RotationAbandoned is for a pending version that is lost.
     */
    public static Decision<Secret, Secret> cancel(Secret stored, Instant now) {
        Secret secret = stored.changeable();
        Rotation off = secret.rotation().turnedOff();
        if (off.equals(secret.rotation())) {
            return Decision.keep(secret);
        }
        Secret next = secret.with(off).with(secret.dates().changedAt(now));
        return Decision.write(next, next);
    }

    private static Decision<Secret, Secret> begun(Secret secret, String token, Instant now) {
        Secret next = secret.with(secret.rotation().started(token, now))
                .with(secret.dates().changedAt(now));
        return Decision.write(next, next).and(new DomainEvent.RotationStarted(next.id(), next.arn(), token));
    }

    /**
     * Starts the rotation that the schedule asks for, if its time has come, or takes up the one that failed. The answer
     * says whether there is one to run.
     */
    public static Decision<Secret, Boolean> startIfDue(Optional<Secret> stored, String token, Instant now) {
        boolean due = stored.flatMap(Secret::scheduledRotation)
                .filter(opens -> !opens.isAfter(now))
                .isPresent();
        return due ? startOrResume(stored.get(), token, now).answering(true) : Decision.keep(false);
    }

    /**
     * Takes up a rotation that nobody runs, after its pause. The answer is what to run; empty where nothing is to be done.
     *
     * @param lease for how long nobody else may take it up; zero where nobody else is there to do so
     */
    public static Decision<Secret, Optional<RotationRun>> resume(Optional<Secret> stored, Duration lease, Instant now) {
        Optional<RotationRun> run = stored.filter(secret -> secret.rotation().underWay())
                .flatMap(secret -> secret.rotation()
                        .attempt()
                        .filter(attempt -> !attempt.notBefore().isAfter(now))
                        .map(attempt -> run(secret, attempt)));
        return run.isEmpty() ? Decision.keep(run) : taken(stored.get(), lease, now, run);
    }

    private static <R> Decision<Secret, R> taken(Secret secret, Duration lease, Instant now, R answer) {
        Rotation before = secret.rotation();
        Rotation running = before.status() == RotationStatus.WAITING ? before.retried() : before;
        Rotation held = lease.isZero() ? running : running.leasedUntil(now.plus(lease));
        return held.equals(before) ? Decision.keep(answer) : Decision.write(secret.with(held), answer);
    }

    private static RotationRun run(Secret secret, Rotation.Attempt attempt) {
        Rotation rotation = secret.rotation();
        int number = rotation.status() == RotationStatus.WAITING ? attempt.tries() + 1 : attempt.tries();
        return new RotationRun(secret.arn(), attempt.token(), rotation.function(), rotation.testing(), number);
    }

    /**
     * The test of a function has ended.
     *
     * @param failure why it failed, in AWS's words; empty where it did not
     */
    public static Decision<Secret, Boolean> tested(
            Optional<Secret> stored, String token, Optional<String> failure, Instant now) {
        if (!inStatus(RotationStatus.TESTING, stored, token)) {
            return Decision.keep(false);
        }
        Secret secret = stored.get();
        Secret next =
                secret.with(secret.rotation().tested()).with(secret.dates().changedAt(now));
        return Decision.<Secret, Boolean>write(next, failure.isEmpty())
                .and(failure.<DomainEvent>map(
                                reason -> new DomainEvent.TestRotationFailed(next.id(), next.arn(), token, reason))
                        .orElseGet(() -> new DomainEvent.TestRotationSucceeded(next.id(), next.arn(), token)));
    }

    /**
     * The four steps ran without an error. The rotation is done only if AWSCURRENT stands on its version; otherwise the
     * attempt has failed. The answer says whether it is done.
     */
    public static Decision<Secret, Boolean> stepsRan(Optional<Secret> stored, String token, Instant now) {
        if (!inStatus(RotationStatus.RUNNING, stored, token)) {
            return Decision.keep(false);
        }
        Secret secret = stored.get();
        Optional<Version> moved =
                secret.versions().current().filter(version -> version.id().equals(token));
        if (moved.isEmpty()) {
            return attemptFailed(stored, token, "AWSCURRENT did not move to the new version", now);
        }
        Secret next = secret.with(secret.versions().put(moved.get().without(AWSPENDING)))
                .with(secret.rotation().succeeded(now))
                .with(secret.dates().changedAt(now));
        return Decision.<Secret, Boolean>write(next, true)
                .and(new DomainEvent.RotationSucceeded(next.id(), next.arn(), token))
                .and(DatabaseEvents.rotated(next, now));
    }

    /** A step failed: a pause and another attempt, or the end. The answer is always false: the rotation is not done. */
    public static Decision<Secret, Boolean> attemptFailed(
            Optional<Secret> stored, String token, String reason, Instant now) {
        if (!inStatus(RotationStatus.RUNNING, stored, token)) {
            return Decision.keep(false);
        }
        Secret secret = stored.get();
        Secret next = secret.with(secret.rotation().attemptFailed(now));
        Decision<Secret, Boolean> decision = Decision.write(next, false);
        return next.rotationFailed()
                ? decision.and(new DomainEvent.RotationFailed(next.id(), next.arn(), token, reason))
                        .and(DatabaseEvents.rotationFailed(next, reason, now))
                : decision;
    }

    private static boolean inStatus(RotationStatus status, Optional<Secret> stored, String token) {
        return stored.filter(secret -> secret.rotation().status() == status)
                .flatMap(secret -> secret.rotation().attempt())
                .filter(attempt -> attempt.token().equals(token))
                .isPresent();
    }
}
