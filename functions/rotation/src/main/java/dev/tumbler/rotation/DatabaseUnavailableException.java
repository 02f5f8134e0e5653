package dev.tumbler.rotation;

/**
 * The database could not be asked, which says nothing about its passwords: what failed may pass when it is tried again.
 * Whoever calls the steps knows it by its name, which Lambda answers as the type of the error.
 */
public final class DatabaseUnavailableException extends RotationException {
    DatabaseUnavailableException(String message) {
        super(message);
    }

    DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
