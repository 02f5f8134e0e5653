package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.WEEKLY;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.failed;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.managed;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.refusal;
import static dev.tumbler.domain.secret.Samples.rotating;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** CancelRotateSecret, and how rotation comes on again. */
class CancelRotationTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));
    private static final DomainEvent STARTED = new DomainEvent.RotationStarted(ID, ARN, token(2));

    private final Secret cancelled = next(SecretRotation.cancel(rotating(), LATER));

    @Test
    void rotationIsOffAndTheRulesAreKept() {
        Secret off = next(SecretRotation.cancel(rotated(), LATER));

        assertThat(off.rotation().enabled()).contains(false);
        assertThat(off.rotation().rules()).contains(WEEKLY);
        assertThat(off.rotation().lastRotated()).contains(LATER);
        assertThat(off.nextRotation()).isEmpty();
        assertThat(off.due()).isEmpty();
        assertThat(off.dates().changed()).isEqualTo(LATER);
    }

    @Test
    void whatIsUnderWayEndsAndItsVersionStaysPending() {
        assertThat(cancelled.rotation().underWay()).isFalse();
        assertThat(cancelled.rotation().attempt()).isEmpty();
        assertThat(cancelled.versions()).isEqualTo(rotating().versions());
        assertThat(cancelled.due()).isEmpty();
        assertThat(SecretRotation.cancel(rotating(), LATER).events()).isEmpty();
    }

    @Test
    void whatWaitsForItsNextAttemptEndsToo() {
        Secret waiting = next(SecretRotation.attemptFailed(Optional.of(rotating()), token(2), "why", LATER));

        Secret ended = next(SecretRotation.cancel(waiting, LATER));

        assertThat(ended.rotation().underWay()).isFalse();
        assertThat(SecretRotation.resume(Optional.of(ended), Duration.ZERO, LATER.plusSeconds(60))
                        .answer())
                .isEmpty();
    }

    @Test
    void stepsThatStillRunAreNotHeard() {
        assertThat(keeps(SecretRotation.stepsRan(Optional.of(cancelled), token(2), LATER)))
                .isTrue();
        assertThat(keeps(SecretRotation.attemptFailed(Optional.of(cancelled), token(2), "why", LATER)))
                .isTrue();
    }

    @Test
    void rotateSecretTakesUpWhatTheServicesRotationLeftPending() {
        Decision<Secret, Secret> decision = SecretRotation.rotate(cancelled, token(3), RotationSettings.NONE, LATER);

        assertThat(decision.events()).containsExactly(STARTED);
        assertThat(next(decision).versions()).isEqualTo(rotating().versions());
    }

    @Test
    void theOwnerTakesItUpUnderItsTokenAndTurnsRotationOn() {
        Decision<Secret, Secret> decision = SecretRotation.startOrResume(cancelled, token(3), LATER);

        assertThat(decision.events()).containsExactly(STARTED);
        assertThat(next(decision).rotation().enabled()).contains(true);
        assertThat(next(decision).versions()).isEqualTo(rotating().versions());
    }

    @Test
    void rotateSecretTurnsItOnAgainUnderTheStoredRules() {
        Secret off = next(SecretRotation.cancel(managed(), LATER));

        Secret on = next(SecretRotation.rotate(off, token(2), RotationSettings.NONE, LATER));

        assertThat(on.rotation().enabled()).contains(true);
        assertThat(on.rotation().rules()).contains(WEEKLY);
        assertThat(on.versions().pending()).map(Version::id).contains(token(2));
    }

    @Test
    void aFailedRotationStaysFailed() {
        Secret off = next(SecretRotation.cancel(failed(LATER), LATER));

        assertThat(off.rotationFailed()).isTrue();
        assertThat(off.rotation().enabled()).contains(false);
        assertThat(off.due()).isEmpty();
    }

    @Test
    void aSecondCallChangesNothing() {
        assertThat(keeps(SecretRotation.cancel(cancelled, LATER))).isTrue();
    }

    @Test
    void whereRotationWasNeverConfiguredNothingChanges() {
        assertThat(keeps(SecretRotation.cancel(created(), LATER))).isTrue();
    }

    @Test
    void aSecretThatIsScheduledForDeletionIsRefused() {
        Secret deleted = next(SecretLifecycle.schedule(managed(), RDS, Optional.empty(), NOW));

        assertThat(refusal(() -> SecretRotation.cancel(deleted, LATER)))
                .hasMessage("You can't perform this operation on the secret because it was marked for deletion.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static Secret rotated() {
        Secret filled = next(SecretValues.put(rotating(), RDS, value(2), List.of(AWSPENDING), LATER));
        Secret moved = next(
                SecretValues.moveLabel(filled, RDS, AWSCURRENT, Optional.of(token(1)), Optional.of(token(2)), LATER));
        return next(SecretRotation.stepsRan(Optional.of(moved), token(2), LATER));
    }
}
