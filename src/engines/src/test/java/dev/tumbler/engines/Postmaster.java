package dev.tumbler.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a server's first process by the file the server wrote. */
final class Postmaster {
    private Postmaster() {}

    static Path lockFile(Path folder, String resourceId) {
        return folder.resolve("databases").resolve(resourceId).resolve("data/postmaster.pid");
    }

    static ProcessHandle of(Path folder, String resourceId) throws IOException {
        String pid = Files.readAllLines(lockFile(folder, resourceId)).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
