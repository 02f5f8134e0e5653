package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.h2.mvstore.MVStore;

/** The store in a data folder that belongs to this process alone while it is open. */
final class FileEngine implements Engine {
    static final String STORE_FILE = "table.mv";
    static final String MARK_FILE = "table.mark";

    /** Changes when the items or indexes come to rest in another way. */
    static final int FORMAT = 2;

    /** What the store may keep of its pages in memory. */
    private static final int CACHE_MEGABYTES = 64;

    /** Each write of an item writes its page anew, so a page holds a few items and not many. */
    private static final int PAGE_BYTES = 4096;

    /** Below this share of live bytes the file is compacted; each step moves at most so much. */
    private static final int FEWEST_LIVE_PERCENT = 40;

    private static final int COMPACTED_BYTES = 4 * 1024 * 1024;

    private final Path file;
    private final FolderLock lock;
    private final AcknowledgedMark mark;
    private final MVStore store;

    private FileEngine(Path file, FolderLock lock, AcknowledgedMark mark, MVStore store) {
        this.file = file;
        this.lock = lock;
        this.mark = mark;
        this.store = store;
    }

    static FileEngine open(Path folder) {
        createFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return open(folder, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileEngine open(Path folder, FolderLock lock) {
        Path file = folder.resolve(STORE_FILE);
        AcknowledgedMark mark = AcknowledgedMark.open(folder.resolve(MARK_FILE));
        try {
            long acknowledged = mark.read();
            StoredFile.check(file, acknowledged, FORMAT);
            FileEngine engine = new FileEngine(file, lock, mark, openStore(file));
            if (acknowledged == 0) {
                engine.begin(folder);
            } else if (engine.store.getStoreVersion() == EarlierFormat.UNSHARDED) {
                engine.upgrade();
            }
            return engine;
        } catch (RuntimeException e) {
            mark.close();
            throw e;
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be created: " + e.getMessage(), e);
        }
    }

    /**
     * Nothing may be committed but by {@link #commit}: the engine's own commits, by time and by the size of unsaved changes,
     * are both turned off. As each version is synced before the next one begins, the space of an older one can be used
     * again without the usual delay.
     */
    private static MVStore openStore(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .pageSplitSize(PAGE_BYTES)
                .open();
        store.setRetentionTime(0);
        return store;
    }

    private void begin(Path folder) {
        store.setStoreVersion(FORMAT);
        commit();
        syncFolder(folder);
    }

    private void upgrade() {
        EarlierFormat.spread(Maps.open(this));
        store.setStoreVersion(FORMAT);
        commit();
    }

    /** A file is only there after a power cut if its folder was synced too. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be synced: " + e.getMessage(), e);
        }
    }

    @Override
    public MVStore store() {
        return store;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void commit() {
        store.commit();
        store.sync();
        mark.write(store.getCurrentVersion());
    }

    @Override
    public boolean compact() {
        return store.compact(FEWEST_LIVE_PERCENT, COMPACTED_BYTES);
    }

    @Override
    public void close() {
        try (lock;
                mark) {
            store.close();
        }
    }
}
