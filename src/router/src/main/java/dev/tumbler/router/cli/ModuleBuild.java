package dev.tumbler.router.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds a module of the source tree that the launcher does not build, for nothing else needs it to start. */
record ModuleBuild(SourceTree tree, String module) {

    /**
     * Builds it without its tests, and does nothing if that was done before.
     *
     * @param result the file that the build makes
     */
    void unlessThere(Path result, List<String> options) {
        if (Files.exists(result)) {
            return;
        }
        List<String> said = new ArrayList<>();
        List<String> build = Stream.concat(
                        Stream.of(
                                tree.at("mvnw").toString(),
                                "-B",
                                "-q",
                                "package",
                                "-pl",
                                module,
                                "-am",
                                "-Dmaven.test.skip"),
                        options.stream())
                .toList();
        if (new Program(tree.root(), Map.of(), build).run(said::add) != 0) {
            throw new PlainFailure(module + " cannot be built:\n" + String.join("\n", said));
        }
    }
}
