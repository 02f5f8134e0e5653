package dev.tumbler.router.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds a module of the source tree that the launcher does not build, for nothing else needs it to start.
 *
 * @param profile the Maven profile that makes what is deployed of the module, which {@code -Ddev} leaves out by itself
 */
record ModuleBuild(SourceTree tree, String module, String profile) {

    /**
     * Builds it without tests and checks of form, and does nothing if none of its files has changed since that was done.
     *
     * @param result the file that the build makes; a {@link PlainFailure} if it is not there afterwards
     */
    void unlessDone(Path result, List<String> options) {
        if (Files.exists(result) && !hasChangedSince(result)) {
            return;
        }
        List<String> build = command(options);
        List<String> said = new ArrayList<>();
        if (new Program(tree.root(), Map.of(), build).run(said::add) != 0) {
            throw new PlainFailure(module + " cannot be built:\n" + String.join("\n", said));
        }
        if (!Files.isRegularFile(result)) {
            throw new PlainFailure(
                    "the build of " + module + " succeeded and made no " + result + ": " + String.join(" ", build));
        }
    }

    private List<String> command(List<String> options) {
        String maven = tree.at("mvnw").toString();
        return Stream.concat(
                        Stream.of(
                                maven,
                                "-B",
                                "-q",
                                "package",
                                "-pl",
                                module,
                                "-am",
                                "-Dmaven.test.skip",
                                "-Ddev",
                                "-P" + profile),
                        options.stream())
                .toList();
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
