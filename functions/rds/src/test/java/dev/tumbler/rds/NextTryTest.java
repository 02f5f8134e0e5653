package dev.tumbler.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NextTryTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void thePauseDoublesUpToFiveMinutes() {
        assertThat(Stream.iterate(NextTry.afterOne(NOW), each -> each.afterAnother(NOW))
                        .limit(8)
                        .map(each -> each.pause().toSeconds()))
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void itIsDueOnceThePauseIsOver() {
        NextTry next = NextTry.afterOne(NOW);

        assertThat(next.isDue(NOW.plusSeconds(4))).isFalse();
        assertThat(next.isDue(NOW.plusSeconds(5))).isTrue();
        assertThat(next.afterAnother(NOW.plusSeconds(5)).due()).isEqualTo(NOW.plus(Duration.ofSeconds(15)));
    }
}
