package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant real = Instant.parse("2030-06-01T12:00:00Z");
    private final MovableClock clock = MovableClock.startingAt(START, () -> real);

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
}
