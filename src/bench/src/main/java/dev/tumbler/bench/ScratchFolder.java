package dev.tumbler.bench;

import java.nio.file.Path;

/** A folder for the time of a benchmark; closing it removes it with all that is in it. */
public interface ScratchFolder extends AutoCloseable {
    Path path();

    @Override
    void close();
}
