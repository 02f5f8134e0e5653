package dev.tumbler.router.local;

import dev.tumbler.standins.RootKey;
import dev.tumbler.standins.RootKeyFile;
import dev.tumbler.standins.RootKeyMark;
import dev.tumbler.store.Table;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.store.embedded.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a router keeps: the table, the root key, and the folder of its databases.
 *
 * @param end what remains to be done when everything that uses the folder has stopped
 */
record LocalData(Path folder, Table table, RootKey root, Runnable end) {
    private static final String ROOT_KEY = "root.key";

    /**
     * The key comes first, so that a store never exists without it, not even for the moment of a crash: a store whose key
     * is gone was robbed of it.
     */
    static LocalData open(Path folder, Optional<String> passphrase, SecureRandom random) {
        return locked(folder, () -> {
            StoreMark mark = new StoreMark(folder);
            mark.check();
            Path key = folder.resolve(ROOT_KEY);
            RootKey root = mark.isThere() || Files.exists(mark.store())
                    ? RootKeyFile.openExisting(key, passphrase, random)
                    : RootKeyFile.open(key, passphrase, random);
            EmbeddedTable table = EmbeddedTable.open(mark.store());
            mark.leave();
            return new LocalData(folder, table, root, table::close);
        });
    }

    /** The table is elsewhere, and the databases are here. */
    static LocalData onDynamoDb(Path folder, Table table, Optional<String> passphrase, SecureRandom random) {
        return locked(folder, () -> {
            RootKey root = RootKeyFile.open(folder.resolve(ROOT_KEY), passphrase, random);
            return new LocalData(folder, table, root, () -> {});
        });
    }

    /** Nothing of the store is written to a file; database servers need a folder all the same. */
    static LocalData inMemory(SecureRandom random) {
        PassingFolder folder = PassingFolder.create();
        EmbeddedTable table = EmbeddedTable.inMemory();
        return new LocalData(folder.path(), table, RootKey.inMemory(random), () -> {
            table.close();
            folder.remove();
        });
    }

    /** Why the store takes no writes at this moment; empty where it takes them, or is elsewhere. */
    Optional<String> trouble() {
        return table instanceof EmbeddedTable embedded ? embedded.trouble() : Optional.empty();
    }

    /** A folder belongs to one router and one user. Nothing in it is read before it is this one's. */
    private static LocalData locked(Path folder, Supplier<LocalData> opening) {
        OwnedFolder owned = OwnedFolder.close(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            owned.closeContents();
            LocalData data = opening.get().checked();
            return new LocalData(folder, data.table, data.root, () -> {
                data.end.run();
                lock.close();
            });
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /** Blocks the start of the router, before any call is taken, until it is known whether the key fits the table. */
    private LocalData checked() {
        try {
            RootKeyMark.check(table, root, folder.resolve(ROOT_KEY))
                    .toCompletableFuture()
                    .join();
            return this;
        } catch (RuntimeException failure) {
            end.run();
            throw failure;
        }
    }
}
