package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant real = Instant.parse("2030-06-01T12:00:00Z");
    private final MovableClock clock = MovableClock.open(() -> real, MovableClock.Keeper.NOTHING, Optional.of(START));

    @Test
    void itShowsItsStartAndRunsAsFastAsTheMachines() {
        assertThat(clock.instant()).isEqualTo(START);
        real = real.plusSeconds(90);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
    }

    @Test
    void setAheadItRunsOnFromThere() {
        Instant later = START.plusSeconds(1_000_000);

        assertThat(clock.advanceTo(later)).isTrue();
        assertThat(clock.instant()).isEqualTo(later);
        real = real.plusSeconds(1);
        assertThat(clock.instant()).isEqualTo(later.plusSeconds(1));
    }

    @Test
    void itNeverGoesBack() {
        assertThat(clock.advanceTo(START.minusSeconds(1))).isFalse();
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.advanceTo(START)).isTrue();
    }

    @Test
    void aResetTakesItBackToTheMachinesTime() {
        clock.advanceTo(real.plusSeconds(1_000_000));

        clock.reset();

        assertThat(clock.instant()).isEqualTo(real);
    }

    @Test
    void aStartOutOfRangeIsRefused() {
        for (String moment :
                new String[] {"1999-12-31T23:59:59Z", "+1000000000-12-31T23:59:59Z", Instant.MIN.toString()}) {
            assertThatThrownBy(() -> MovableClock.open(
                            () -> real, MovableClock.Keeper.NOTHING, Optional.of(Instant.parse(moment))))
                    .isInstanceOf(UnusableClock.class)
                    .hasMessageContaining("from 2000-01-01T00:00:00Z to 2250-01-01T00:00:00Z");
        }
    }

    @Test
    void goesAheadByExactlySoLong() {
        Duration before = clock.ahead();
        assertThat(clock.advanceBy(Duration.ofDays(8))).isTrue();
        assertThat(clock.ahead()).isEqualTo(before.plusDays(8));
        assertThat(clock.advanceBy(Duration.ofNanos(-1))).isFalse();
    }
}
