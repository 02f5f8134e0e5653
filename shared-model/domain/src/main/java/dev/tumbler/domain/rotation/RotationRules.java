package dev.tumbler.domain.rotation;

import dev.tumbler.domain.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a secret rotates by itself, as the caller said it: one of the first two, and perhaps the third.
 *
 * @param automaticallyAfterDays days between two rotations
 * @param scheduleExpression a {@code rate(…)} or {@code cron(…)} that was found good
 * @param duration how long a window stays open, in hours: {@code 3h}
 */
public record RotationRules(
        Optional<Integer> automaticallyAfterDays, Optional<String> scheduleExpression, Optional<String> duration) {
    private static final int MOST_HOURS = 24;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,2})h");

    public static RotationRules afterDays(int days) {
        return new RotationRules(Optional.of(days), Optional.empty(), Optional.empty());
    }

    /** The rules of a request, or AWS's error; empty where it has none. That a duration needs a schedule is our reading. */
    public static Optional<RotationRules> requested(
            Optional<Integer> days, Optional<String> expression, Optional<String> duration) {
        if (days.isPresent() && expression.isPresent()) {
            throw AwsException.invalidParameter(
                    "You cannot specify both rotation frequency and schedule expression together.");
        }
        RotationRules rules = new RotationRules(days, expression, duration);
        if (days.isEmpty() && expression.isEmpty()) {
            if (duration.isPresent()) {
                throw RotationSchedule.invalid();
            }
            return Optional.empty();
        }
        RotationSchedule schedule = rules.schedule();
        duration.map(RotationRules::hours).ifPresent(schedule::checkDuration);
        return Optional.of(rules);
    }

    private static int hours(String duration) {
        Matcher matcher = DURATION.matcher(duration);
        int hours = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (hours < 1 || hours > MOST_HOURS) {
            throw AwsException.invalidParameter("Duration must be at least 1 hour, at most 24 hour.");
        }
        return hours;
    }

    /** The first moment at which the next rotation may start. */
    public Instant windowOpens(Instant lastSet) {
        return schedule().opens(lastSet);
    }

    /** The latest moment of the next rotation: the end of its window. */
    public Instant nextRotation(Instant lastSet) {
        RotationSchedule schedule = schedule();
        Instant opens = schedule.opens(lastSet);
        return duration.map(each -> opens.plus(Duration.ofHours(hours(each)))).orElseGet(() -> schedule.closes(opens));
    }

    private RotationSchedule schedule() {
        return automaticallyAfterDays
                .<RotationSchedule>map(EveryDays::new)
                .or(() -> scheduleExpression.map(RotationSchedule::parse))
                .orElseThrow();
    }
}
