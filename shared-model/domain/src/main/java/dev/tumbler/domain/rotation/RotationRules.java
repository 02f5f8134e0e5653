package dev.tumbler.domain.rotation;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** When a secret rotates by itself: every so many days. */
public record RotationRules(int automaticallyAfterDays) {
    private static final int MOST_DAYS = 1000;

    public RotationRules {
        if (automaticallyAfterDays < 1 || automaticallyAfterDays > MOST_DAYS) {
            throw new AwsException(
                    ErrorCode.VALIDATION,
                    "1 validation error detected: Value '" + automaticallyAfterDays
                            + "' at 'rotationRules.automaticallyAfterDays' failed to satisfy constraint: "
                            + (automaticallyAfterDays < 1
                                    ? "Member must have value greater than or equal to 1"
                                    : "Member must have value less than or equal to " + MOST_DAYS));
        }
    }

    /**
     * The latest moment of the next rotation: the end of the day (UTC) that is so many days after the last change of the
     * value. AWS does not publish its formula; this is the reading of "scheduled to occur on or before this date".
     */
    public Instant nextRotation(Instant lastChange) {
        LocalDate day = LocalDate.ofInstant(lastChange, ZoneOffset.UTC).plusDays(automaticallyAfterDays);
        return day.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
    }

    /** The first moment at which the next rotation may start: the window is the whole day that it is due. */
    public Instant windowOpens(Instant lastChange) {
        return LocalDate.ofInstant(lastChange, ZoneOffset.UTC)
                .plusDays(automaticallyAfterDays)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
