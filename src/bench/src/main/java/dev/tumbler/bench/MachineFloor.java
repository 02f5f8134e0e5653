package dev.tumbler.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** What the machine itself does in the same minute, so that figures from different machines can be compared. */
final class MachineFloor {
    private static final int BLOCK_BYTES = 4096;

    private MachineFloor() {}

    /** How often one writer can append a block to a file of this folder and have it on the disk. */
    static double syncsPerSecond(Path folder, Duration time) {
        Path file = folder.resolve("syncs");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return Callers.callsPerSecond(1, time, random -> sync(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void sync(FileChannel channel) {
        try {
            channel.write(ByteBuffer.allocate(BLOCK_BYTES), channel.size());
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often one reader finds an entry in a map of the heap: what a read costs when there is no store at all. */
    static double mapReadsPerSecond(int entries, Duration time) {
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put(Secrets.name(i), i);
        }
        return Callers.callsPerSecond(1, time, random -> {
            if (map.get(Secrets.name(random.nextInt(entries))) == null) {
                throw new IllegalStateException("an entry is missing");
            }
        });
    }
}
