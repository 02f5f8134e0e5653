package dev.tumbler.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret's rotation: what is configured and what is under way.
 *
 * @param enabled empty until rotation is first configured
 * @param settings the function and the schedule; kept when rotation is turned off
 * @param lastRotated the last rotation that succeeded
 * @param status where the rotation under way stands
 * @param attempt the rotation under way or failed; empty when idle
 */
public record Rotation(
        Optional<Boolean> enabled,
        RotationSettings settings,
        Optional<Instant> lastRotated,
        RotationStatus status,
        Optional<Attempt> attempt) {
    public static final Rotation NONE = new Rotation(
            Optional.empty(), RotationSettings.NONE, Optional.empty(), RotationStatus.IDLE, Optional.empty());

    /** How often the four steps are tried before a rotation has failed. AWS does not publish its own number. */
    public static final int MOST_TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /**
     * One rotation.
     *
     * @param token the client request token, which is the id of the pending version
     * @param tries how often the steps have been started
     * @param notBefore when the steps may next be started: after a pause, or when whoever runs them must have ended
     */
    public record Attempt(String token, int tries, Instant notBefore) {
        private Attempt notBefore(Instant moment) {
            return new Attempt(token, tries, moment);
        }
    }

    /** The same with rotation turned on, and these settings in place of those that they replace. */
    public Rotation configured(RotationSettings next) {
        return new Rotation(Optional.of(true), settings.replacedBy(next), lastRotated, status, attempt);
    }

    public Optional<RotationRules> rules() {
        return settings.rules();
    }

    public Optional<String> function() {
        return settings.function();
    }

    /** The same with rotation on, if it was ever configured. */
    public Rotation turnedOn() {
        return new Rotation(enabled.map(any -> true), settings, lastRotated, status, attempt);
    }

    /** The same with rotation off, if it was ever configured, and with nothing under way. */
    public Rotation turnedOff() {
        Rotation still = underWay() ? abandoned() : this;
        return new Rotation(enabled.map(any -> false), settings, lastRotated, still.status, still.attempt);
    }

    public Rotation started(String token, Instant now) {
        return moved(RotationTrigger.STARTED, Optional.of(new Attempt(token, 1, now)));
    }

    /** The dry run that RotateSecret asks for where it is not to rotate at once. */
    public Rotation testStarted(String token, Instant now) {
        return moved(RotationTrigger.TEST_STARTED, Optional.of(new Attempt(token, 1, now)));
    }

    /** The dry run has ended, well or not. */
    public Rotation tested() {
        return moved(RotationTrigger.TESTED, Optional.empty());
    }

    public Rotation retried() {
        Attempt last = attempt.orElseThrow();
        return moved(
                RotationTrigger.RETRIED, Optional.of(new Attempt(last.token(), last.tries() + 1, last.notBefore())));
    }

    /** The same with its steps in the hands of somebody who has ended by then, well or not. */
    public Rotation leasedUntil(Instant end) {
        Attempt held = attempt.orElseThrow();
        return new Rotation(enabled, settings, lastRotated, status, Optional.of(held.notBefore(end)));
    }

    public Rotation succeeded(Instant now) {
        Rotation idle = moved(RotationTrigger.SUCCEEDED, Optional.empty());
        return new Rotation(enabled, settings, Optional.of(now), idle.status, Optional.empty());
    }

    /** After a failed attempt: a pause that doubles each time, or the end when no attempt is left. */
    public Rotation attemptFailed(Instant now) {
        Attempt last = attempt.orElseThrow();
        if (last.tries() >= MOST_TRIES) {
            return moved(RotationTrigger.GAVE_UP, Optional.of(last.notBefore(now)));
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (last.tries() - 1));
        return moved(RotationTrigger.ATTEMPT_FAILED, Optional.of(last.notBefore(now.plus(pause))));
    }

    public Rotation abandoned() {
        return status == RotationStatus.IDLE ? this : moved(RotationTrigger.ABANDONED, Optional.empty());
    }

    /** What of it outlives a rotation: the part that a replica shows too. */
    public Rotation settled() {
        return new Rotation(enabled, settings, lastRotated, RotationStatus.IDLE, Optional.empty());
    }

    public boolean underWay() {
        return status == RotationStatus.RUNNING || status == RotationStatus.WAITING || testing();
    }

    public boolean testing() {
        return status == RotationStatus.TESTING;
    }

    private Rotation moved(RotationTrigger trigger, Optional<Attempt> next) {
        RotationStatus to = status.on(trigger)
                .orElseThrow(() -> new IllegalStateException("a rotation that is " + status + " cannot be " + trigger));
        return new Rotation(enabled, settings, lastRotated, to, next);
    }

    /**
     * When the next scheduled rotation may start; empty while rotation is off or one is under way. After a failure that
     * is one schedule later: the window that the failed one was due in is used up.
     *
     * @param lastChange the last change of the current value; AWS counts one by hand as a rotation
     */
    public Optional<Instant> due(Instant lastChange) {
        if (!enabled.orElse(false) || underWay()) {
            return Optional.empty();
        }
        Instant from = attempt.map(Attempt::notBefore).orElseGet(() -> lastSet(lastChange));
        return rules().map(each -> each.windowOpens(from));
    }

    /** {@code NextRotationDate} as DescribeSecret shows it. */
    public Optional<Instant> nextRotation(Instant lastChange) {
        return enabled.orElse(false) ? rules().map(each -> each.nextRotation(lastSet(lastChange))) : Optional.empty();
    }

    private Instant lastSet(Instant lastChange) {
        return lastRotated.filter(lastChange::isBefore).orElse(lastChange);
    }
}
