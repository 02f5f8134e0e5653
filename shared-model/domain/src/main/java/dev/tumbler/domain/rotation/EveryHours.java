package dev.tumbler.domain.rotation;

import dev.tumbler.domain.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * {@code rate(… hours)}: so many hours after the hour of the last change, for an hour.
 *
 * <p>AWS says that such windows start at midnight, and nothing of how they go on where a day is no multiple of the rate;
 * counting from the last change keeps their distance the same on every day.
 */
record EveryHours(int hours) implements RotationSchedule {
    private static final int FEWEST = 4;
    private static final int BELOW = 24;

    static EveryHours rate(int hours) {
        if (hours < FEWEST || hours >= BELOW) {
            throw AwsException.invalidParameter("Rate in hour should be least 4 and less than 24.");
        }
        return new EveryHours(hours);
    }

    @Override
    public Instant opens(Instant lastSet) {
        return lastSet.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours));
    }

    @Override
    public Instant closes(Instant opens) {
        return opens.plus(Duration.ofHours(1));
    }

    @Override
    public void checkDuration(int duration) {
        if (duration > hours) {
            throw AwsException.invalidParameter("Duration cannot be greater than Rate in hour.");
        }
    }
}
