package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Keeps a data folder to one process. The operating system lets go of it however the process ends. */
public final class FolderLock implements AutoCloseable {
    private static final int LONGEST_NOTE = 22;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it, or throws a {@link StoreLockedException} where another process has it. */
    public static FolderLock take(Path folder) {
        try {
            FileChannel channel = OwnerOnly.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
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
                throw new StoreLockedException(folder, holder(channel), null);
            }
            note(channel);
            return new FolderLock(channel);
        } catch (OverlappingFileLockException e) {
            throw new StoreLockedException(folder, holder(channel), e);
        }
    }

    /** Over the note of the last holder and as long, so that a full disk has room for it. */
    private static void note(FileChannel channel) throws IOException {
        byte[] process = String.format(
                        Locale.ROOT, "%-20d%n", ProcessHandle.current().pid())
                .getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(process), 0);
    }

    /** Empty in the moment between the lock and the note, and where the file was never noted in. */
    private static OptionalLong holder(FileChannel channel) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(LONGEST_NOTE);
        int read = channel.read(note, 0);
        String text = new String(note.array(), 0, Math.max(read, 0), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
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
