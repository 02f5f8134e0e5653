package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void soManyHundredthsAreNotLonger() {
        List<Duration> times = LongStream.rangeClosed(1, 200)
                .mapToObj(each -> Duration.ofMillis(201 - each))
                .toList();
        Percentiles percentiles = Percentiles.of(times);

        assertThat(percentiles.at(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(percentiles.at(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(percentiles.longest()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void nothingTakesNoTime() {
        assertThat(Percentiles.of(List.of()).at(99)).isEqualTo(Duration.ZERO);
    }

    @Test
    void timesAreShownInMilliseconds() {
        assertThat(Percentiles.shown(Duration.ofNanos(1_234_567))).isEqualTo("1.2 ms");
    }
}
