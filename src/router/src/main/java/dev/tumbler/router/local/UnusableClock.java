package dev.tumbler.router.local;

/** A clock that a router cannot go by; the message says why and may be shown to people. */
public final class UnusableClock extends RuntimeException {
    UnusableClock(String message) {
        super(message);
    }

    UnusableClock(String message, Throwable cause) {
        super(message, cause);
    }
}
