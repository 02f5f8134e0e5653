package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.h2.mvstore.MVStore;
import org.jboss.logging.Logger;

/** The store in a data folder that belongs to this process alone while it is open. */
final class FileEngine implements Engine {
    private static final Logger LOG = Logger.getLogger(FileEngine.class);

    static final String STORE_FILE = "table.mv";
    static final String MARK_FILE = "table.mark";

    /** Changes when the items or indexes come to rest in another way. */
    static final int FORMAT = 3;

    /** What the store may keep of its pages in memory. */
    private static final int CACHE_MEGABYTES = 64;

    /** Each write of an item writes its page anew, so a page holds a few items and not many. */
    private static final int PAGE_BYTES = 4096;

    /**
     * The engine finds its last version by a chain of up to 20 versions behind the file's header. A write that is torn, by a
     * full disk or a power cut, must not have overwritten a link of that chain.
     */
    private static final int VERSIONS_KEPT = 40;

    /** Below this share of live bytes the file is compacted; each step moves at most so much. */
    private static final int FEWEST_LIVE_PERCENT = 40;

    private static final int COMPACTED_BYTES = 4 * 1024 * 1024;

    /**
     * What has to be left of the disk, so that a write does not fail in its middle: the engine moves live pieces besides,
     * and each item writes the pages above it again.
     */
    static final long RESERVED_BYTES = 16L * 1024 * 1024;

    private static final int TIMES_WRITTEN = 2;

    private final Path file;
    private final Disk disk;
    private final FolderLock lock;
    private final AcknowledgedMark mark;
    private volatile MVStore store;
    private boolean syncFailed;

    private FileEngine(Path file, Disk disk, FolderLock lock, AcknowledgedMark mark) {
        this.file = file;
        this.disk = disk;
        this.lock = lock;
        this.mark = mark;
        this.store = openStore(file);
    }

    static FileEngine open(Path folder, Disk disk) {
        createFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return open(folder, disk, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileEngine open(Path folder, Disk disk, FolderLock lock) {
        Path file = folder.resolve(STORE_FILE);
        AcknowledgedMark mark = AcknowledgedMark.open(folder.resolve(MARK_FILE));
        try {
            long acknowledged = mark.read();
            StoredFile.check(file, disk, acknowledged, FORMAT);
            createFile(file);
            FileEngine engine = new FileEngine(file, disk, lock, mark);
            engine.prepare(folder, acknowledged);
            return engine;
        } catch (RuntimeException e) {
            mark.close();
            throw e;
        }
    }

    /** The engine would make it with what the umask leaves. */
    private static void createFile(Path file) {
        try (FileChannel made = OwnerOnly.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            LOG.tracef("%s has %d bytes", file, made.size());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void createFolder(Path folder) {
        try {
            OwnerOnly.createFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be created: " + e.getMessage(), e);
        }
    }

    /**
     * Nothing may be committed but by {@link #commit}: the engine's own commits, by time and by the size of unsaved changes,
     * are both turned off. As each version is synced before the next one begins, the space of an older one can be used
     * again without the usual delay.
     */
    private MVStore openStore(Path path) {
        MVStore opened = new MVStore.Builder()
                .fileName(disk.name(path))
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .pageSplitSize(PAGE_BYTES)
                .open();
        opened.setRetentionTime(0);
        opened.setVersionsToKeep(VERSIONS_KEPT);
        return opened;
    }

    private void prepare(Path folder, long acknowledged) {
        try {
            if (acknowledged == 0 && !Maps.ofItems(store, name()).hasFingerprint()) {
                begin(folder);
                return;
            }
            upgrade();
            if (!new Inspection(store, name()).indexesAreWhole()) {
                rebuild(folder);
            }
        } catch (StoreDamagedException | UncheckedIOException e) {
            store.closeImmediately();
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            store.closeImmediately();
            if (DiskFull.caused(e)) {
                throw e;
            }
            throw new StoreDamagedException(file, "it cannot be read as a store", e);
        }
    }

    private void begin(Path folder) {
        Maps.open(this).begin();
        store.setStoreVersion(FORMAT);
        commit();
        syncFolder(folder);
    }

    /** Since format 3 there is a fingerprint; where there is one, an earlier number is a damaged one. */
    private void upgrade() {
        if (store.getStoreVersion() == FORMAT || Maps.ofItems(store, name()).hasFingerprint()) {
            return;
        }
        Maps maps = Maps.open(this);
        if (store.getStoreVersion() == EarlierFormat.UNSHARDED) {
            EarlierFormat.spread(maps);
        }
        maps.begin();
        store.setStoreVersion(FORMAT);
        commit();
    }

    /** The mark is lowered first, for the rebuilt file begins to count again; what it holds is known by its fingerprint. */
    private void rebuild(Path folder) {
        RebuiltFile rebuilt = new RebuiltFile(file);
        LOG.errorf(
                "An index of the store %s is damaged. All indexes are made again from the items, which are whole; the"
                        + " damaged file is kept as %s",
                file, rebuilt.damaged());
        Path target = rebuilt.begin();
        createFile(target);
        MVStore copy = openStore(target);
        try {
            RebuiltFile.copy(Maps.ofItems(store, name()), copy);
            copy.setStoreVersion(FORMAT);
            copy.commit();
            copy.sync();
        } finally {
            copy.close();
        }
        store.closeImmediately();
        mark.write(1);
        rebuilt.replace();
        syncFolder(folder);
        store = openStore(file);
        mark.write(store.getCurrentVersion());
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
        sync();
        mark.write(store.getCurrentVersion());
    }

    private void sync() {
        try {
            store.sync();
        } catch (RuntimeException | Error e) {
            syncFailed = true;
            throw e;
        }
    }

    @Override
    public boolean hasRoomFor(long bytes) {
        return disk.usableBytes(file.toAbsolutePath().getParent()) >= RESERVED_BYTES + TIMES_WRITTEN * bytes;
    }

    /** After a failed sync the system may show what the disk does not have, so then only a new start can tell. */
    @Override
    public boolean reopen() {
        if (syncFailed) {
            throw new IllegalStateException("the disk failed to sync");
        }
        store.closeImmediately();
        long acknowledged = mark.read();
        StoredFile.check(file, disk, acknowledged, FORMAT);
        store = openStore(file);
        boolean there = store.getCurrentVersion() > acknowledged;
        sync();
        mark.write(store.getCurrentVersion());
        return there;
    }

    @Override
    public boolean compact() {
        return store.compact(FEWEST_LIVE_PERCENT, COMPACTED_BYTES);
    }

    @Override
    public void close() {
        try (lock;
                mark) {
            closeStore();
        }
    }

    /** The engine tidies its file up at the end, which a full disk may forbid; all that was acknowledged is there. */
    private void closeStore() {
        try {
            store.close();
        } catch (RuntimeException e) {
            LOG.debugf(e, "The store %s could not be tidied up", file);
            store.closeImmediately();
        }
    }
}
