package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Remembers the last version of the store that was acknowledged, in a file of its own.
 *
 * <p>The engine opens a file that was cut off at the last version it can still read, as it must after a crash: without
 * this mark a truncated file would pass for one whose last writes never were. The mark is written after the store is
 * synced and before anything is acknowledged. It is not synced itself: a killed process leaves it exact, and after a power
 * cut an older mark only asks for less than is there.
 */
final class AcknowledgedMark implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private AcknowledgedMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static AcknowledgedMark open(Path file) {
        try {
            return new AcknowledgedMark(
                    file,
                    OwnerOnly.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The version, or 0 where none was acknowledged yet. */
    long read() {
        ByteBuffer version = ByteBuffer.allocate(Long.BYTES);
        try {
            int bytes = channel.read(version, 0);
            return bytes == Long.BYTES ? version.flip().getLong() : 0;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    void write(long version) {
        try {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(version).flip(), 0);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static UncheckedIOException unusable(Path file, IOException e) {
        return new UncheckedIOException("The file " + file + " cannot be used: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }
}
