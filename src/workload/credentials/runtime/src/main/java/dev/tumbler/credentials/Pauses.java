package dev.tumbler.credentials;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many vain attempts in a row: twice as long each time, and less a part that chance takes, so that many
 * applications do not come back at once.
 *
 * @param chance from 0 to 1
 */
record Pauses(DoubleSupplier chance) {
    static final Duration FIRST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(2);

    /** After this many the longest is reached. */
    private static final int MOST_DOUBLINGS = 6;

    Duration after(int vain) {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(Math.max(vain - 1, 0), MOST_DOUBLINGS));
        return Duration.ofMillis(whole - (long) (whole / 2.0 * chance.getAsDouble()));
    }
}
