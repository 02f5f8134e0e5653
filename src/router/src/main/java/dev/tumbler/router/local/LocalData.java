package dev.tumbler.router.local;

import dev.tumbler.standins.RootKey;
import dev.tumbler.standins.RootKeyFile;
import dev.tumbler.store.embedded.EmbeddedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a router keeps: the table, the root key, and the folder of its databases.
 *
 * @param temporary whether all of it goes when the router stops
 */
record LocalData(Path folder, EmbeddedTable table, RootKey root, boolean temporary) {

    /**
     * The key comes first, so that a store never exists without it, not even for the moment of a crash: a store whose key
     * is gone was robbed of it. Opening the table takes the folder's lock, and only then is anything written.
     */
    static LocalData open(Path folder, Optional<String> passphrase, SecureRandom random) {
        Path store = folder.resolve("store");
        Path key = folder.resolve("root.key");
        RootKey root = Files.exists(store)
                ? RootKeyFile.openExisting(key, passphrase, random)
                : RootKeyFile.open(key, passphrase, random);
        return new LocalData(folder, EmbeddedTable.open(store), root, false);
    }

    /** Nothing of the store is written to a file; database servers need a folder all the same. */
    static LocalData inMemory(SecureRandom random) {
        try {
            return new LocalData(
                    Files.createTempDirectory("tumbler-"), EmbeddedTable.inMemory(), RootKey.inMemory(random), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** To be called when everything that uses the folder has stopped. */
    void close() {
        table.close();
        if (temporary) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("could not remove " + folder, failure);
        }
    }
}
