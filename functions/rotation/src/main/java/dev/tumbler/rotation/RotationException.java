package dev.tumbler.rotation;

/** Why a step could not be done. Its message reaches the caller of the function and never carries a value. */
public class RotationException extends RuntimeException {
    public RotationException(String message) {
        super(message);
    }

    public RotationException(String message, Throwable cause) {
        super(message, cause);
    }
}
