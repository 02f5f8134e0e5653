package dev.tumbler.store.embedded;

import java.nio.file.Path;

/** A file of the store is whole, but this release cannot know what a newer one put into it. */
public final class StoreNewerException extends RuntimeException {
    public StoreNewerException(Path file) {
        super("The file " + file + " was written by a newer release. It has been left as it is.");
    }
}
