package dev.tumbler.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schedules say, in the year that starts on a Thursday. */
class RotationRulesTest {
    private static final Instant THURSDAY_MORNING = Instant.parse("2026-01-01T09:20:00Z");

    private static RotationRules rules(String expression, String duration) {
        return RotationRules.requested(Optional.empty(), Optional.of(expression), Optional.ofNullable(duration))
                .orElseThrow();
    }

    private static void assertRefused(String expression, String duration, String message) {
        AwsException refusal = catchThrowableOfType(AwsException.class, () -> rules(expression, duration));

        assertThat(refusal).as("%s for %s", expression, duration).hasMessage(message);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            cron(0 /8 * * ? *);         2026-01-01T16:00:00Z; 2026-01-01T17:00:00Z
            cron(0 8/8 * * ? *);        2026-01-01T16:00:00Z; 2026-01-01T17:00:00Z
            cron(0 2/10 * * ? *);       2026-01-01T12:00:00Z; 2026-01-01T13:00:00Z
            cron(0 10 * * ? *);         2026-01-01T10:00:00Z; 2026-01-01T23:59:59Z
            cron(0 18 ? * SAT *);       2026-01-03T18:00:00Z; 2026-01-03T23:59:59Z
            cron(0 8 1 * ? *);          2026-02-01T08:00:00Z; 2026-02-01T23:59:59Z
            cron(0 1 ? 1/3 SUN#1 *);    2026-01-04T01:00:00Z; 2026-01-04T23:59:59Z
            cron(0 17 L * ? *);         2026-01-31T17:00:00Z; 2026-01-31T23:59:59Z
            cron(0 8 ? * MON-FRI *);    2026-01-02T08:00:00Z; 2026-01-02T23:59:59Z
            cron(0 16 1,15 * ? *);      2026-01-01T16:00:00Z; 2026-01-01T23:59:59Z
            cron(0 0 ? * SUN#1 *);      2026-01-04T00:00:00Z; 2026-01-04T23:59:59Z
            cron(0 0 ? * 1 *);          2026-01-04T00:00:00Z; 2026-01-04T23:59:59Z
            cron(0 3 ? FEB SUNL *);     2026-02-22T03:00:00Z; 2026-02-22T23:59:59Z
            rate(4 hours);              2026-01-01T13:00:00Z; 2026-01-01T14:00:00Z
            rate(1 day);                2026-01-02T00:00:00Z; 2026-01-02T23:59:59Z
            rate(10 days);              2026-01-11T00:00:00Z; 2026-01-11T23:59:59Z
            """)
    void aWindowOpensAndClosesAsTheExpressionSays(String expression, Instant opens, Instant closes) {
        RotationRules rules = rules(expression, null);

        assertThat(rules.windowOpens(THURSDAY_MORNING)).isEqualTo(opens);
        assertThat(rules.nextRotation(THURSDAY_MORNING)).isEqualTo(closes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            cron(0 18 ? * SAT *);   3h;  2026-01-03T21:00:00Z
            cron(0 0/12 * * ? *);   12h; 2026-01-02T00:00:00Z
            rate(6 hours);          6h;  2026-01-01T21:00:00Z
            rate(10 days);          24h; 2026-01-12T00:00:00Z
            """)
    void aDurationEndsTheWindow(String expression, String duration, Instant closes) {
        assertThat(rules(expression, duration).nextRotation(THURSDAY_MORNING)).isEqualTo(closes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(30 8 * * ? *)",
                "cron(0 * * * ? *)",
                "cron(0 /3 * * ? *)",
                "cron(0 8-17 * * ? *)",
                "cron(0 8,20 * * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 8 * * * *)",
                "cron(0 8 ? * ? *)",
                "cron(0 8 * * ? 2026)",
                "cron(0 8 15W * ? *)",
                "cron(0 8 31 FEB ? *)",
                "cron(0 8 ? 13 MON *)",
                "cron(0 8 ? * MON)",
                "cron(8 ? * MON *)",
                "cron()",
                "rate(4)",
                "rate(4 weeks)",
                "rate(-4 hours)",
                "rate(9999999999 days)",
                "every(4 hours)",
                "",
                " rate(4 hours)"
            })
    void whatAwsCannotReadIsRefused(String expression) {
        assertRefused(expression, null, "Invalid schedule expression.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            rate(3 hours);        ;    Rate in hour should be least 4 and less than 24.
            rate(24 hours);       ;    Rate in hour should be least 4 and less than 24.
            rate(0 days);         ;    Rate in day should be greater than 0 and less than 1000.
            rate(1000 days);      ;    Rate in day should be greater than 0 and less than 1000.
            rate(10 days);        0h;  Duration must be at least 1 hour, at most 24 hour.
            rate(10 days);        25h; Duration must be at least 1 hour, at most 24 hour.
            rate(4 hours);        5h;  Duration cannot be greater than Rate in hour.
            cron(0 18 ? * SAT *); 7h;  Starting hour and duration must be within a day.
            cron(0 /8 * * ? *);   9h;  Starting hour and duration must be within a day.
            cron(0 2/10 * * ? *); 3h;  Starting hour and duration must be within a day.
            """)
    void whatIsOutOfBoundsIsRefusedInAwsWords(String expression, String duration, String message) {
        assertRefused(expression, duration, message);
    }

    @Test
    void daysAndAnExpressionExcludeEachOther() {
        assertThat(catchThrowableOfType(
                        AwsException.class,
                        () -> RotationRules.requested(
                                Optional.of(7L).map(Long::intValue), Optional.of("rate(7 days)"), Optional.empty())))
                .hasMessage("You cannot specify both rotation frequency and schedule expression together.");
    }

    @Test
    void aRequestWithoutRulesHasNone() {
        assertThat(RotationRules.requested(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Property
    void noTextIsMoreThanRefused(@ForAll String inside) {
        AwsException refusal =
                catchThrowableOfType(AwsException.class, () -> rules("cron(0 8 " + inside + " *)", null));

        assertThat(refusal == null || refusal.code() == ErrorCode.INVALID_PARAMETER)
                .isTrue();
    }
}
