package dev.tumbler.rds;

import java.time.Duration;
import java.time.Instant;

/** When something that failed is tried again: soon, and then after a pause twice as long each time, up to five minutes. */
record NextTry(Instant due, Duration pause) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static NextTry afterOne(Instant now) {
        return after(FIRST, now);
    }

    NextTry afterAnother(Instant now) {
        Duration twice = pause.multipliedBy(2);
        return after(twice.compareTo(LONGEST) < 0 ? twice : LONGEST, now);
    }

    private static NextTry after(Duration pause, Instant now) {
        return new NextTry(now.plus(pause), pause);
    }

    boolean isDue(Instant now) {
        return !due.isAfter(now);
    }
}
