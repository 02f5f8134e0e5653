package dev.tumbler.router.local;

import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.store.embedded.StoreMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file beside the store that says that there is one. A folder whose store was removed is refused by it, and never taken
 * for a new one.
 */
record StoreMark(Path folder) {
    private static final String NAME = "store.mark";

    Path store() {
        return folder.resolve("store");
    }

    boolean isThere() {
        return Files.exists(file());
    }

    private Path file() {
        return folder.resolve(NAME);
    }

    /** Refuses a folder that had a store and has none. */
    void check() {
        if (isThere() && !EmbeddedTable.existsIn(store())) {
            throw new StoreMissingException(store(), folder);
        }
    }

    /** Once the store is open, with all that it begins with. */
    void leave() {
        if (isThere()) {
            return;
        }
        try {
            Files.createFile(
                    file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel names = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file() + " cannot be written: " + e.getMessage(), e);
        }
    }
}
