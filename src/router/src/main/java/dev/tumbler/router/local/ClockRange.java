package dev.tumbler.router.local;

import java.time.Duration;
import java.time.Instant;

/**
 * The moments that a router's clock may show. Keys of the store hold dates up to the year 2262, and what is planned from a
 * moment on, such as a rotation in three years, has to fit too. The first one leaves room for the events of the weeks before.
 */
public final class ClockRange {
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    public static final Instant LATEST = Instant.parse("2250-01-01T00:00:00Z");

    private ClockRange() {}

    public static boolean holds(Instant moment) {
        return !moment.isBefore(EARLIEST) && !moment.isAfter(LATEST);
    }

    /** Whether it holds the moment that comes so long after another one that it holds; never fails, however long that is. */
    static boolean holds(Instant moment, Duration later) {
        return later.compareTo(Duration.between(moment, LATEST)) <= 0
                && later.compareTo(Duration.between(moment, EARLIEST)) >= 0;
    }

    /** The rule in words, to end a sentence with. */
    public static String words() {
        return "the clock shows moments from " + EARLIEST + " to " + LATEST;
    }
}
