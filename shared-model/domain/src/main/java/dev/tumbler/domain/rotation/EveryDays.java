package dev.tumbler.domain.rotation;

import dev.tumbler.domain.AwsException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** {@code AutomaticallyAfterDays} and {@code rate(… days)}: the whole day that is so many days after the last change. */
record EveryDays(int days) implements RotationSchedule {
    private static final int BELOW = 1000;
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    static EveryDays rate(int days) {
        if (days < 1 || days >= BELOW) {
            throw AwsException.invalidParameter("Rate in day should be greater than 0 and less than 1000.");
        }
        return new EveryDays(days);
    }

    @Override
    public Instant opens(Instant lastSet) {
        return day(lastSet).plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Override
    public Instant closes(Instant opens) {
        return endOfDay(opens);
    }

    @Override
    public void checkDuration(int hours) {
        // a window opens at midnight, so every duration ends within the day
    }

    /** AWS does not publish its formula; this is the reading of "on or before this date". */
    static Instant endOfDay(Instant moment) {
        return day(moment).atTime(LAST_SECOND).toInstant(ZoneOffset.UTC);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
