package dev.tumbler.standins.lambda;

import java.time.Instant;
import java.time.InstantSource;

/** The time of this machine, which a function compares its deadline with, whatever time the router pretends to have. */
record SandboxClock(InstantSource machine) {
    Instant now() {
        return machine.instant();
    }

    long nanoTime() {
        return System.nanoTime();
    }
}
