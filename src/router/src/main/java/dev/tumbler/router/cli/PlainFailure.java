package dev.tumbler.router.cli;

/** A failure that its message explains in full: one line for the person at the keyboard, no stack trace. */
final class PlainFailure extends RuntimeException {
    PlainFailure(String message) {
        super(message);
    }

    PlainFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
