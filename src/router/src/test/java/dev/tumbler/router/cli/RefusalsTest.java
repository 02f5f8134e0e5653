package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Refusals refusals = new Refusals();

    @Test
    void theSpanReachesFromTheFirstRefusedLoginToTheFirstAcceptedOneAfterTheLast() {
        refusals.accepted(at(10));
        refusals.refused(at(20));
        refusals.accepted(at(15));
        refusals.refused(at(30));
        refusals.accepted(at(37));
        refusals.accepted(at(35));

        assertThat(taken()).isEqualTo(new Refusals.Span(2, Duration.ofMillis(15)));
    }

    @Test
    void loginsThatAreNotedLateCountWhereTheyBelong() {
        refusals.accepted(at(25));
        refusals.refused(at(30));
        refusals.accepted(at(35));
        refusals.refused(at(20));
        refusals.refused(at(40));
        refusals.accepted(at(44));

        assertThat(taken()).isEqualTo(new Refusals.Span(3, Duration.ofMillis(24)));
    }

    @Test
    void whatIsTakenIsForgotten() {
        refusals.refused(at(20));
        refusals.accepted(at(30));
        taken();
        refusals.accepted(at(40));

        assertThat(taken()).isEqualTo(new Refusals.Span(0, Duration.ZERO));
    }

    @Test
    void nobodyLetInFailsAfterAWhile() {
        AtomicLong time = new AtomicLong(100);
        refusals.accepted(at(99));

        assertThatThrownBy(() -> refusals.take(() -> at(time.getAndAdd(60_000)), Duration.ofMinutes(1)))
                .isInstanceOf(PlainFailure.class)
                .hasMessage("nobody has been let in for 60 seconds");
    }

    private Refusals.Span taken() {
        return refusals.take(() -> at(0), Duration.ofSeconds(1));
    }

    private static Instant at(long millisecond) {
        return Instant.ofEpochMilli(millisecond);
    }
}
