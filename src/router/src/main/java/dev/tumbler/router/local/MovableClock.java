package dev.tumbler.router.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time that secrets live by. It runs as fast as the machine's and may be set ahead, so that a person sees a schedule
 * fire without waiting for it. It never goes back: what is stored would lie in the future.
 */
final class MovableClock implements InstantSource {
    private final InstantSource real;
    private final AtomicReference<Duration> ahead;

    private MovableClock(InstantSource real, Duration ahead) {
        this.real = real;
        this.ahead = new AtomicReference<>(ahead);
    }

    /** A clock that shows this moment now. */
    static MovableClock startingAt(Instant start, InstantSource real) {
        return new MovableClock(real, Duration.between(real.instant(), start));
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead.get());
    }

    /** Sets the clock to a moment to come. Says whether it is one. */
    boolean advanceTo(Instant moment) {
        Instant now = real.instant();
        Duration wanted = Duration.between(now, moment);
        return ahead.getAndAccumulate(wanted, (before, after) -> after.compareTo(before) > 0 ? after : before)
                        .compareTo(wanted)
                <= 0;
    }
}
