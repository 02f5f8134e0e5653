package dev.tumbler.store.embedded;

import java.nio.file.Path;

/** The data folder is in use: two processes on one folder would each overwrite what the other acknowledged. */
public final class StoreLockedException extends RuntimeException {
    public StoreLockedException(Path folder, Throwable cause) {
        super("The data folder " + folder + " is in use by another process.", cause);
    }
}
