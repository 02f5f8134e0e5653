package dev.tumbler.router.local;

import dev.tumbler.sealing.DataKeys;
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
import java.util.stream.Stream;

/**
 * What a router keeps: the table, the root key, and the folder of its databases.
 *
 * @param temporary whether all of it goes when the router stops
 */
record LocalData(Path folder, EmbeddedTable table, DataKeys keys, boolean temporary) {

    /** The table comes first: opening it takes the folder's lock, so nothing else is touched while another router runs. */
    static LocalData open(Path folder, SecureRandom random) {
        EmbeddedTable table = EmbeddedTable.open(folder.resolve("store"));
        try {
            return new LocalData(folder, table, RootKeyFile.open(folder.resolve("root.key"), random), false);
        } catch (RuntimeException failure) {
            table.close();
            throw failure;
        }
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
