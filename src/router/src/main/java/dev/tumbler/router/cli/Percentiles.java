package dev.tumbler.router.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Times, so that so many hundredths of them are not longer. */
record Percentiles(List<Duration> ascending) {
    private static final double HUNDRED = 100;

    static Percentiles of(Collection<Duration> times) {
        return new Percentiles(times.stream().sorted().toList());
    }

    Duration at(int hundredths) {
        if (ascending.isEmpty()) {
            return Duration.ZERO;
        }
        int place = (int) Math.ceil(hundredths / HUNDRED * ascending.size());
        return ascending.get(Math.max(0, place - 1));
    }

    Duration longest() {
        return at(100);
    }

    static String shown(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", milliseconds(time));
    }

    static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }
}
