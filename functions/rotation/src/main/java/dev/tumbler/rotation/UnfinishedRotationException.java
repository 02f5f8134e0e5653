package dev.tumbler.rotation;

/**
 * Another version is pending, so no rotation may begin. A workflow knows this error by its name: nothing was done, and the
 * version that is pending is not its own to undo.
 */
public final class UnfinishedRotationException extends RotationException {
    UnfinishedRotationException(String message) {
        super(message);
    }
}
