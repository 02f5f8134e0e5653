package dev.tumbler.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T10:15:30Z");
    private static final Instant ROTATED = Instant.parse("2026-03-05T23:59:59Z");
    private static final String TOKEN = "a-token";
    private static final Rotation WEEKLY = Rotation.NONE.configured(RotationSettings.rules(RotationRules.afterDays(7)));

    @Test
    void pausesDoubleAndTheFifthFailureIsTheLast() {
        Rotation rotation = WEEKLY.started(TOKEN, CREATED);
        List<Duration> pauses = new ArrayList<>();
        Instant now = CREATED;
        while (rotation.attemptFailed(now).status() == RotationStatus.WAITING) {
            Rotation waiting = rotation.attemptFailed(now);
            Instant notBefore = waiting.attempt().orElseThrow().notBefore();
            pauses.add(Duration.between(now, notBefore));
            now = notBefore.plusMillis(7);
            rotation = waiting.retried();
        }

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(rotation.attempt().orElseThrow().tries()).isEqualTo(5);
        assertThat(rotation.attemptFailed(now).status()).isEqualTo(RotationStatus.FAILED);
    }

    @Test
    void aRotationThatGaveUpWaitsForItsScheduleFromItsEndAndNotFromThatOfItsLease() {
        Rotation last = failed(WEEKLY, CREATED);
        Rotation rotation = WEEKLY.started(TOKEN, CREATED);
        for (int attempt = 1; attempt < Rotation.MOST_TRIES; attempt++) {
            rotation = rotation.leasedUntil(ROTATED).attemptFailed(CREATED).retried();
        }

        assertThat(rotation.leasedUntil(ROTATED).attemptFailed(CREATED)).isEqualTo(last);
        assertThat(last.due(CREATED)).contains(Instant.parse("2026-03-08T00:00:00Z"));
    }

    @Test
    void aFailedRotationKeepsItsTokenAndTheDateOfTheLastSuccess() {
        Rotation failed = failed(WEEKLY.started("earlier", CREATED).succeeded(CREATED), ROTATED);

        assertThat(failed.attempt().orElseThrow().token()).isEqualTo(TOKEN);
        assertThat(failed.lastRotated()).contains(CREATED);
    }

    @Test
    void aRotationStartedAgainAfterItFailedHasAllItsTriesAgain() {
        Rotation again = failed(WEEKLY, CREATED).started(TOKEN, ROTATED);

        assertThat(again.attempt()).contains(new Rotation.Attempt(TOKEN, 1, ROTATED));
    }

    @Test
    void aRotationThatSucceededLeavesNothingUnderWay() {
        Rotation rotated = WEEKLY.started(TOKEN, CREATED).succeeded(ROTATED);

        assertThat(rotated.status()).isEqualTo(RotationStatus.IDLE);
        assertThat(rotated.attempt()).isEmpty();
        assertThat(rotated.lastRotated()).contains(ROTATED);
    }

    @Test
    void anAbandonedRotationDoesNotCountAsOne() {
        Rotation abandoned = WEEKLY.started(TOKEN, CREATED).abandoned();

        assertThat(abandoned).isEqualTo(WEEKLY);
    }

    @Test
    void abandoningWhatIsIdleChangesNothing() {
        assertThat(WEEKLY.abandoned()).isEqualTo(WEEKLY);
    }

    @Test
    void aMoveThatTheTableDoesNotHaveIsRefusedWithBothNames() {
        assertThatThrownBy(() -> WEEKLY.started(TOKEN, CREATED).started(TOKEN, CREATED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("RUNNING", "STARTED");
    }

    @Test
    void theWindowIsTheWholeDayThatTheRotationIsDue() {
        assertThat(WEEKLY.due(CREATED)).contains(Instant.parse("2026-03-08T00:00:00Z"));
        assertThat(WEEKLY.nextRotation(CREATED)).contains(Instant.parse("2026-03-08T23:59:59Z"));
    }

    @Test
    void theScheduleCountsFromTheLastRotation() {
        Rotation rotated = WEEKLY.started(TOKEN, CREATED).succeeded(ROTATED);

        assertThat(rotated.due(CREATED)).contains(Instant.parse("2026-03-12T00:00:00Z"));
        assertThat(rotated.nextRotation(CREATED)).contains(Instant.parse("2026-03-12T23:59:59Z"));
    }

    /** AWS counts a PutSecretValue or UpdateSecret by hand as a rotation. */
    @Test
    void aValueWrittenByHandAfterTheLastRotationMovesTheSchedule() {
        Rotation rotated = WEEKLY.started(TOKEN, CREATED).succeeded(ROTATED);
        Instant written = ROTATED.plus(Duration.ofDays(3));

        assertThat(rotated.due(written)).contains(Instant.parse("2026-03-15T00:00:00Z"));
        assertThat(rotated.nextRotation(written)).contains(Instant.parse("2026-03-15T23:59:59Z"));
        assertThat(rotated.lastRotated()).contains(ROTATED);
    }

    @Test
    void whatNeverWasConfiguredIsNeverDue() {
        assertThat(Rotation.NONE.due(CREATED)).isEmpty();
        assertThat(Rotation.NONE.nextRotation(CREATED)).isEmpty();
    }

    @Test
    void whatIsUnderWayIsNotStartedOnceMore() {
        Rotation running = WEEKLY.started(TOKEN, CREATED);

        assertThat(running.due(CREATED)).isEmpty();
        assertThat(running.attemptFailed(CREATED).due(CREATED)).isEmpty();
    }

    /** A schedule that stops at the first outage would leave a password unrotated for ever, and nobody would hear of it. */
    @Test
    void aFailedRotationIsDueAgainOneScheduleLater() {
        Rotation failed = failed(WEEKLY, Instant.parse("2026-03-08T00:00:00Z"));

        assertThat(failed.due(CREATED)).contains(Instant.parse("2026-03-15T00:00:00Z"));
        assertThat(failed.nextRotation(CREATED))
                .as("NextRotationDate lies in the past")
                .contains(Instant.parse("2026-03-08T23:59:59Z"));
    }

    @ParameterizedTest
    @CsvSource({"1, 2026-03-02T00:00:00Z", "1000, 2028-11-25T00:00:00Z"})
    void daysInRangeAreCountedByTheCalendar(int days, Instant opens) {
        assertThat(RotationRules.afterDays(days).windowOpens(CREATED)).isEqualTo(opens);
    }

    private static Rotation failed(Rotation idle, Instant now) {
        Rotation rotation = idle.started(TOKEN, now).attemptFailed(now);
        while (rotation.status() == RotationStatus.WAITING) {
            rotation = rotation.retried().attemptFailed(now);
        }
        return rotation;
    }
}
