package dev.tumbler.router.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The time that secrets live by. It runs as fast as the machine's and may be set ahead, so that a person sees a schedule
 * fire without waiting for it. Only a reset takes it back, for what is stored then lies in the future.
 */
final class MovableClock implements InstantSource {
    private final InstantSource real;
    private final Keeper keeper;
    private volatile Duration ahead;

    /** What remembers how far a clock is ahead, beyond the life of the process. */
    interface Keeper {
        /** A clock that every start sets to the machine's time. */
        Keeper NOTHING = new Keeper() {
            @Override
            public Duration kept() {
                return Duration.ZERO;
            }

            @Override
            public void keep(Duration ahead) {}

            @Override
            public UnusableClock outOfRange() {
                return new UnusableClock("The machine's clock is wrong: " + ClockRange.words() + ".");
            }
        };

        Duration kept();

        /** Returns when it is durable. */
        void keep(Duration ahead);

        /** Why what was kept cannot be used. */
        UnusableClock outOfRange();
    }

    private MovableClock(InstantSource real, Keeper keeper, Duration ahead) {
        this.real = real;
        this.keeper = keeper;
        this.ahead = ahead;
    }

    /**
     * A clock that goes on from what was kept.
     *
     * @param start what it shows now instead, and is kept from now on; if not given, what was kept counts
     */
    static MovableClock open(InstantSource real, Keeper keeper, Optional<Instant> start) {
        if (start.isEmpty()) {
            Duration kept = keeper.kept();
            if (!ClockRange.holds(real.instant(), kept)) {
                throw keeper.outOfRange();
            }
            return new MovableClock(real, keeper, kept);
        }
        Instant moment = start.get();
        if (!ClockRange.holds(moment)) {
            throw new UnusableClock("The clock cannot start at " + moment + ": " + ClockRange.words() + ".");
        }
        Duration ahead = Duration.between(real.instant(), moment);
        keeper.keep(ahead);
        return new MovableClock(real, keeper, ahead);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /** How far it is ahead of the machine's clock; negative if it is behind. */
    Duration ahead() {
        return ahead;
    }

    /** Sets the clock to a moment to come. Says whether it is one. */
    synchronized boolean advanceTo(Instant moment) {
        Duration wanted = Duration.between(real.instant(), moment);
        if (wanted.compareTo(ahead) < 0) {
            return false;
        }
        set(wanted);
        return true;
    }

    /** Sets the clock ahead by exactly so long, unless that would take it back; answers whether it did. */
    synchronized boolean advanceBy(Duration time) {
        if (time.isNegative()) {
            return false;
        }
        set(ahead.plus(time));
        return true;
    }

    /** Sets the clock to the machine's time, which may take it back. */
    synchronized void reset() {
        set(Duration.ZERO);
    }

    /** What is not kept does not count, so that no restart takes the clock back. */
    private void set(Duration wanted) {
        keeper.keep(wanted);
        ahead = wanted;
    }
}
