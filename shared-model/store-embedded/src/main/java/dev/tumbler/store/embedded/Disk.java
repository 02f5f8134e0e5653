package dev.tumbler.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk that a store's files are on. */
interface Disk {
    /** The disk of this machine. */
    Disk REAL = new Disk() {
        @Override
        public String name(Path file) {
            return file.toString();
        }

        @Override
        public long usableBytes(Path folder) {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                throw new UncheckedIOException("The room on the disk of " + folder + " cannot be read", e);
            }
        }
    };

    /** The name that the engine opens a file by. */
    String name(Path file);

    /** How many more bytes this process may write. */
    long usableBytes(Path folder);
}
