package dev.tumbler.store.embedded;

import java.nio.file.Path;
import java.util.OptionalLong;

/** The data folder is in use: two processes on one folder would each overwrite what the other acknowledged. */
public final class StoreLockedException extends RuntimeException {
    /**
     * A folder in use.
     *
     * @param holder the process that uses it, where it is known
     */
    public StoreLockedException(Path folder, OptionalLong holder, Throwable cause) {
        super("The data folder " + folder + " is in use by " + named(holder) + ".", cause);
    }

    private static String named(OptionalLong holder) {
        return holder.isPresent() ? "process " + holder.getAsLong() : "another process";
    }
}
