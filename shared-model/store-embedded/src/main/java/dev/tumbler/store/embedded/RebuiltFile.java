package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/**
 * Takes the place of a file whose items are whole and whose indexes are not. All is written beside it first, so a process
 * that ends meanwhile leaves the file as it was. The damaged file stays under another name.
 */
record RebuiltFile(Path file) {
    private static final String REBUILT = ".rebuilt";
    private static final String DAMAGED = ".damaged";
    private static final int ITEMS_OF_A_COMMIT = 1000;

    Path damaged() {
        return beside(DAMAGED);
    }

    /** An empty file to write to. */
    Path begin() {
        try {
            Files.deleteIfExists(beside(REBUILT));
            return beside(REBUILT);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Copies the items; their indexes follow. */
    static void copy(Maps hurt, MVStore target) {
        Maps maps = Maps.open(target, hurt.store());
        int count = 0;
        for (String key : hurt.items().keySet()) {
            byte[] bytes = hurt.items().get(key);
            maps.put(StoredItem.read(JoinedKey.split(key), bytes, hurt.store()), bytes, Optional.empty());
            count++;
            if (count % ITEMS_OF_A_COMMIT == 0) {
                target.commit();
            }
        }
        if (!maps.fingerprint().equals(hurt.fingerprint())) {
            throw new StoreDamagedException(Path.of(hurt.store()), "its items changed while they were read");
        }
    }

    /** Once all is written and synced. */
    void replace() {
        try {
            Files.deleteIfExists(damaged());
            Files.createLink(damaged(), file);
            Files.move(beside(REBUILT), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private UncheckedIOException unusable(IOException e) {
        return new UncheckedIOException("The indexes of " + file + " cannot be made again: " + e.getMessage(), e);
    }
}
