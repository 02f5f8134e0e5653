package dev.tumbler.conformance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in another process, which can only be asked again and again. */
final class Await {
    private static final long PAUSE_NANOSECONDS = 20_000_000;

    private Await() {}

    static void until(String what, Duration most, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + most.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }
}
