package dev.tumbler.domain.rotation;

import dev.tumbler.domain.AwsException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the windows open in which a secret rotates by itself. All of it is UTC, as AWS's is. */
sealed interface RotationSchedule permits EveryDays, EveryHours, Cron {
    String INVALID = "Invalid schedule expression.";

    Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (hours?|days?)\\)");

    /** When the next window opens after the value was last set. */
    Instant opens(Instant lastSet);

    /** The end of a window that opened then, where no duration is given. */
    Instant closes(Instant opens);

    /** Refuses windows of so many hours where they do not fit. */
    void checkDuration(int hours);

    /** What a {@code ScheduleExpression} says, or AWS's error. */
    static RotationSchedule parse(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            return Cron.parse(expression);
        }
        int count = Integer.parseInt(rate.group(1));
        return rate.group(2).startsWith("hour") ? EveryHours.rate(count) : EveryDays.rate(count);
    }

    static AwsException invalid() {
        return AwsException.invalidParameter(INVALID);
    }
}
