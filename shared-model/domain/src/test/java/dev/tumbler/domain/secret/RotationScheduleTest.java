package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.ARN;
import static dev.tumbler.domain.secret.Samples.ID;
import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static dev.tumbler.domain.secret.Samples.RDS;
import static dev.tumbler.domain.secret.Samples.created;
import static dev.tumbler.domain.secret.Samples.failed;
import static dev.tumbler.domain.secret.Samples.keeps;
import static dev.tumbler.domain.secret.Samples.managed;
import static dev.tumbler.domain.secret.Samples.next;
import static dev.tumbler.domain.secret.Samples.rotating;
import static dev.tumbler.domain.secret.Samples.token;
import static dev.tumbler.domain.secret.Samples.value;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.RotationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes due, and when. */
class RotationScheduleTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(5));
    private static final DomainEvent STARTED = new DomainEvent.RotationStarted(ID, ARN, token(2));
    private static final Instant OPENS = Instant.parse("2026-03-08T00:00:00Z");

    @Test
    void aRotationStartsWhenItsWindowOpensAndNotBefore() {
        assertThat(managed().due()).contains(OPENS);
        assertThat(keeps(SecretRotation.startIfDue(Optional.of(managed()), token(2), OPENS.minusMillis(1))))
                .isTrue();
        assertThat(SecretRotation.startIfDue(Optional.of(managed()), token(2), OPENS)
                        .events())
                .containsExactly(STARTED);
    }

    @Test
    void aRotationUnderWayIsDueAtOnceSoThatACrashIsNoticed() {
        assertThat(rotating().due()).contains(NOW);
        assertThat(SecretRotation.startIfDue(Optional.of(rotating()), token(3), OPENS)
                        .answer())
                .isFalse();
    }

    @Test
    void thePendingValueOfARotationDoesNotMoveTheSchedule() {
        Secret filled = next(SecretValues.put(rotating(), RDS, value(2), List.of(AWSPENDING), LATER));

        assertThat(filled.dates().valueChanged()).isEqualTo(NOW);
    }

    @Test
    void aPendingVersionThatSomebodyLeftBehindHoldsTheScheduleUp() {
        Secret scheduled = created().with(managed().rotation());
        Secret left = next(SecretValues.put(scheduled, PERSON, value(2), List.of(AWSPENDING), LATER));

        assertThat(left.due()).isEmpty();
        assertThat(keeps(SecretRotation.startIfDue(Optional.of(left), token(3), OPENS)))
                .isTrue();
    }

    @Test
    void aCancelledRotationOfAServiceIsTakenUpByTheScheduleOnceItIsOnAgain() {
        Secret cancelled = next(SecretRotation.cancel(rotating(), LATER));
        assertThat(cancelled.due()).isEmpty();

        Secret on = next(SecretRotation.configure(cancelled, RotationSettings.NONE, LATER));
        assertThat(on.due()).contains(OPENS);
        assertThat(SecretRotation.startIfDue(Optional.of(on), token(3), OPENS).events())
                .containsExactly(STARTED);
    }

    @Test
    void aFailedRotationIsTakenUpByTheScheduleUnderTheTokenThatFailed() {
        Secret failed = failed(LATER);
        Instant due = failed.due().orElseThrow();

        assertThat(due).isAfter(LATER.plus(Duration.ofDays(6)));
        assertThat(SecretRotation.startIfDue(Optional.of(failed), token(3), due).events())
                .containsExactly(STARTED);
    }

    @Test
    void aSecretThatIsScheduledForDeletionIsDueForNothingElse() {
        Secret deleted = next(SecretLifecycle.schedule(managed(), RDS, Optional.of(30L), NOW));

        assertThat(deleted.due()).isEqualTo(deleted.dates().deletion());
        assertThat(keeps(SecretRotation.startIfDue(Optional.of(deleted), token(2), OPENS)))
                .isTrue();
    }
}
