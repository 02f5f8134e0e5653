package dev.tumbler.orders;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Where the time comes from. */
final class Clock {
    private Clock() {}

    @Produces
    @Singleton
    static InstantSource system() {
        return InstantSource.system();
    }
}
