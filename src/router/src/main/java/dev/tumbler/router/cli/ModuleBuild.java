package dev.tumbler.router.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds a module of the source tree that the launcher does not build, for nothing else needs it to start. */
record ModuleBuild(SourceTree tree, String module) {

    /**
     * Builds it without its tests, and does nothing if none of its files has changed since that was done.
     *
     * @param result the file that the build makes
     */
    void unlessDone(Path result, List<String> options) {
        if (Files.exists(result) && !hasChangedSince(result)) {
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

    private boolean hasChangedSince(Path result) {
        try (Stream<Path> sources = Files.walk(tree.at(module).resolve("src/main"))) {
            FileTime done = Files.getLastModifiedTime(result);
            return Stream.concat(sources, Stream.of(tree.at(module).resolve("pom.xml")))
                    .anyMatch(each -> each.toFile().lastModified() > done.toMillis());
        } catch (IOException failure) {
            throw new PlainFailure("cannot look into " + module + ": " + failure.getMessage(), failure);
        }
    }
}
