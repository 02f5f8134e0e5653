package dev.tumbler.conformance;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a program in JavaScript needs, installed apart from its sources, on a machine that has Node and can get it. */
final class NodePackages {
    private NodePackages() {}

    /** Skips the test where that cannot be had. */
    static void install(Path sources, Path folder, String program) throws IOException, InterruptedException {
        assumeTrue(Command.installed("node") && Command.installed("npm"), "node and npm are not installed");
        Files.createDirectories(folder);
        for (String name : List.of("package.json", "package-lock.json", ".npmrc", program)) {
            Files.copy(sources.resolve(name), folder.resolve(name), REPLACE_EXISTING);
        }
        List<String> install = List.of(
                "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--fetch-retries=1");
        Command.Ended installation = Command.run(folder, Map.of(), install);
        assumeTrue(installation.exitCode() == 0, "npm cannot get the packages: " + installation.output());
    }
}
