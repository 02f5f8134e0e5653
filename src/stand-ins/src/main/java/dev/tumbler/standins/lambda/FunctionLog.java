package dev.tumbler.standins.lambda;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one process of a function wrote, with Lambda's own lines between. The process writes into the file by itself, so
 * whatever it wrote before it answered is there when the answer comes. All of this blocks.
 */
record FunctionLog(Path file) {
    private static final int TAIL_BYTES = 4096;
    private static final int FILES_KEPT = 20;

    /**
     * A new file in a folder; the oldest of too many go.
     *
     * @param name sorts by time
     */
    static FunctionLog create(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            FunctionLog log = new FunctionLog(Files.createFile(folder.resolve(name)));
            removeOldest(folder);
            return log;
        } catch (IOException failure) {
            throw new UncheckedIOException("a log cannot be written", failure);
        }
    }

    private static void removeOldest(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - FILES_KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    long length() {
        return file.toFile().length();
    }

    /** The file may be gone, where there were too many or the function was deleted. */
    void write(String line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("a log cannot be written", failure);
        }
    }

    /** The last 4 KB of what was written since the file had this length. */
    byte[] tailSince(long start) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long end = open.length();
            open.seek(Math.min(end, Math.max(start, end - TAIL_BYTES)));
            byte[] tail = new byte[(int) (end - open.getFilePointer())];
            open.readFully(tail);
            return tail;
        } catch (IOException failure) {
            throw new UncheckedIOException("a log cannot be read", failure);
        }
    }
}
