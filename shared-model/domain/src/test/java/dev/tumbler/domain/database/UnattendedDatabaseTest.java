package dev.tumbler.domain.database;

import static dev.tumbler.domain.database.DatabaseLifecycleTest.CHANGED;
import static dev.tumbler.domain.database.DatabaseLifecycleTest.RESTART;
import static dev.tumbler.domain.database.DatabaseLifecycleTest.available;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.store.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a database that nobody asks anything of. */
class UnattendedDatabaseTest {
    @Test
    void aDatabaseIsStartedAfterSevenDaysUnlessSomebodyStartedIt() {
        Database stopped = available().stoppedUntil(RESTART).with(DatabaseStatus.STOPPED);
        assertThat(DatabaseLifecycle.startIfDue(Optional.of(stopped), RESTART.minusNanos(1)))
                .isEqualTo(Decision.keep(false));
        assertThat(DatabaseLifecycle.startIfDue(Optional.of(stopped), RESTART))
                .isEqualTo(Decision.write(available().with(DatabaseStatus.STARTING), true)
                        .and(CHANGED));
        assertThat(DatabaseLifecycle.startIfDue(Optional.of(stopped.with(DatabaseStatus.STARTING)), RESTART))
                .isEqualTo(Decision.keep(false));
    }

    @Test
    void aServerThatCannotBeMadeIsToldOfOnce() {
        assertThat(DatabaseLifecycle.fail(Optional.of(available())))
                .isEqualTo(Decision.write(available().with(DatabaseStatus.FAILED), true));
        assertThat(DatabaseLifecycle.fail(Optional.of(available().with(DatabaseStatus.FAILED))))
                .isEqualTo(Decision.keep(false));
    }

    @Test
    void aServerThatEndedByItselfIsStartedAgainAndNotAvailableUntilThen() {
        assertThat(DatabaseLifecycle.serverEnded(Optional.of(available())))
                .isEqualTo(Decision.write(available().with(DatabaseStatus.REBOOTING), true)
                        .and(CHANGED));
        assertThat(DatabaseLifecycle.serverEnded(Optional.of(available().with(DatabaseStatus.FAILED))))
                .isEqualTo(Decision.write(available().with(DatabaseStatus.FAILED), true)
                        .and(CHANGED));
        assertThat(DatabaseLifecycle.serverEnded(Optional.empty())).isEqualTo(Decision.keep(false));
    }
}
