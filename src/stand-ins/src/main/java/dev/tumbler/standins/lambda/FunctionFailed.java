package dev.tumbler.standins.lambda;

/** A function that is timed does not start, or does not do what it is asked; the message says why. */
public final class FunctionFailed extends RuntimeException {
    FunctionFailed(String message) {
        super(message);
    }

    FunctionFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
