package dev.tumbler.store.embedded;

import java.nio.file.Path;

/** A file of the store does not hold what was acknowledged. Nothing in it has been overwritten. */
public final class StoreDamagedException extends RuntimeException {
    public StoreDamagedException(Path file, String what, Throwable cause) {
        super("The file " + file + " is damaged: " + what + ". It has been left as it is.", cause);
    }

    public StoreDamagedException(Path file, String what) {
        this(file, what, null);
    }
}
