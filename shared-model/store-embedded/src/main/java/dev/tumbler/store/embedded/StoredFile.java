package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;

/** Looks at a store's file, without writing to it, before it is opened for writing. */
final class StoredFile {
    private static final int BLOCK_BYTES = 4096;

    private StoredFile() {}

    /** Refuses a file that is not all that was acknowledged, or that a newer release wrote. */
    static void check(Path file, Disk disk, long acknowledgedVersion, int format) {
        long bytes = bytes(file);
        if (bytes > 0) {
            checkStore(file, disk, bytes, acknowledgedVersion, format);
        } else if (acknowledgedVersion > 0) {
            throw new StoreDamagedException(file, "it is empty or missing, and once held data");
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkStore(Path file, Disk disk, long bytes, long acknowledgedVersion, int format) {
        try (MVStore store = new MVStore.Builder()
                .fileName(disk.name(file))
                .autoCommitDisabled()
                .readOnly()
                .open()) {
            if (store.getStoreVersion() > format) {
                throw new StoreNewerException(file);
            }
            if (store.getCurrentVersion() < acknowledgedVersion) {
                throw new StoreDamagedException(file, "the last acknowledged writes are missing");
            }
            if (bytesInUse(store) > bytes) {
                throw new StoreDamagedException(file, "its end is missing");
            }
        } catch (StoreNewerException | StoreDamagedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new StoreDamagedException(file, "it cannot be read as a store", e);
        }
    }

    /** Where the last piece of the file that still counts ends. The engine itself only looks at the newest pieces. */
    private static long bytesInUse(MVStore store) {
        return store.getLayoutMap().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(DataUtils.LAYOUT_CHUNK))
                .map(entry -> DataUtils.parseMap(entry.getValue()))
                .filter(StoredFile::live)
                .mapToLong(chunk -> (hex(chunk, "block") + hex(chunk, "len")) * BLOCK_BYTES)
                .max()
                .orElse(0);
    }

    private static boolean live(Map<String, String> chunk) {
        return !"0".equals(chunk.get("livePages"));
    }

    private static long hex(Map<String, String> chunk, String name) {
        return DataUtils.parseHexLong(chunk.get(name));
    }
}
