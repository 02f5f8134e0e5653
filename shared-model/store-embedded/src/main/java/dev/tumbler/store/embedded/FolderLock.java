package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Keeps a data folder to one process. The operating system lets go of it however the process ends. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it, or throws a {@link StoreLockedException} where another process has it. */
    public static FolderLock take(Path folder) {
        try {
            FileChannel channel =
                    OwnerOnly.open(folder.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            try {
                return locked(channel, folder);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private static FolderLock locked(FileChannel channel, Path folder) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StoreLockedException(folder, null);
            }
            return new FolderLock(channel);
        } catch (OverlappingFileLockException e) {
            throw new StoreLockedException(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A data folder's lock cannot be released", e);
        }
    }
}
