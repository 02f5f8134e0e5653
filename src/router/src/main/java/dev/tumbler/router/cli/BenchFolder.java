package dev.tumbler.router.cli;

import dev.tumbler.bench.ScratchFolder;
import dev.tumbler.router.local.PassingFolder;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a benchmark, which go with it, also when a signal ends it. */
record BenchFolder(PassingFolder folder, AtEnd end) implements ScratchFolder {
    /** In the system's folder for temporary files if no other is named. */
    static BenchFolder in(Optional<Path> parent) {
        PassingFolder folder = parent.map(PassingFolder::create).orElseGet(PassingFolder::create);
        return new BenchFolder(folder, new AtEnd(folder::remove));
    }

    @Override
    public Path path() {
        return folder.path();
    }

    @Override
    public void close() {
        end.close();
    }
}
