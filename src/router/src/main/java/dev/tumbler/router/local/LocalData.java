package dev.tumbler.router.local;

import dev.tumbler.standins.RootKey;
import dev.tumbler.standins.RootKeyFile;
import dev.tumbler.store.Table;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.store.embedded.FolderLock;
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
 * @param end what remains to be done when everything that uses the folder has stopped
 */
record LocalData(Path folder, Table table, RootKey root, Runnable end) {
    private static final String ROOT_KEY = "root.key";

    /**
     * The key comes first, so that a store never exists without it, not even for the moment of a crash: a store whose key
     * is gone was robbed of it. Opening the table takes the folder's lock, and only then is anything written.
     */
    static LocalData open(Path folder, Optional<String> passphrase, SecureRandom random) {
        Path store = folder.resolve("store");
        Path key = folder.resolve(ROOT_KEY);
        RootKey root = Files.exists(store)
                ? RootKeyFile.openExisting(key, passphrase, random)
                : RootKeyFile.open(key, passphrase, random);
        EmbeddedTable table = EmbeddedTable.open(store);
        return new LocalData(folder, table, root, table::close);
    }

    /** The table is elsewhere, so the folder needs a lock of its own: its databases belong to one router. */
    static LocalData onDynamoDb(Path folder, Table table, Optional<String> passphrase, SecureRandom random) {
        FolderLock lock = FolderLock.take(folder);
        RootKey root = RootKeyFile.open(folder.resolve(ROOT_KEY), passphrase, random);
        return new LocalData(folder, table, root, lock::close);
    }

    /** Nothing of the store is written to a file; database servers need a folder all the same. */
    static LocalData inMemory(SecureRandom random) {
        try {
            Path folder = Files.createTempDirectory("tumbler-");
            EmbeddedTable table = EmbeddedTable.inMemory();
            return new LocalData(folder, table, RootKey.inMemory(random), () -> {
                table.close();
                delete(folder);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
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
