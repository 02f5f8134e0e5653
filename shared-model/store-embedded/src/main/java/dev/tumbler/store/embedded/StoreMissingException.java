package dev.tumbler.store.embedded;

import java.nio.file.Path;

/** A data folder had a store and has none any more, so that a start would forget all that was acknowledged. */
public final class StoreMissingException extends RuntimeException {
    public StoreMissingException(Path store, Path folder) {
        super("The store " + store + " is missing or empty, and the data folder " + folder
                + " had one: put it back, give another folder with --data, or remove " + folder + " to begin again.");
    }
}
