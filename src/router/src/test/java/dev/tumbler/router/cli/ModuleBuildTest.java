package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds by a Maven that is a script, and what is said of a build that makes nothing. */
class ModuleBuildTest {
    private static final String MODULE = "src/orders";

    @TempDir
    private Path root;

    private Path result;

    @BeforeEach
    void makeSources() throws IOException {
        Files.createDirectories(root.resolve(MODULE).resolve("src/main"));
        Files.writeString(root.resolve(MODULE).resolve("pom.xml"), "<project/>");
        result = root.resolve("built.jar");
    }

    private void maven(String script) throws IOException {
        Path file = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\necho \"$@\" >>said\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void build() {
        new ModuleBuild(new SourceTree(root), MODULE, "application").unlessDone(result, List.of("-Dmore"));
    }

    @Test
    void theProfileThatMakesTheResultIsNamed() throws IOException {
        maven("touch built.jar");

        build();

        assertThat(root.resolve("said"))
                .hasContent("-B -q package -pl src/orders -am -Dmaven.test.skip -Ddev -Papplication -Dmore");
    }

    @Test
    void aBuildThatMakesNothingIsAFailureThatNamesWhatIsMissing() throws IOException {
        maven("exit 0");

        assertThatThrownBy(this::build)
                .isInstanceOf(PlainFailure.class)
                .hasMessageStartingWith("the build of src/orders succeeded and made no " + result + ": ")
                .hasMessageEndingWith("-Papplication -Dmore");
    }

    @Test
    void aBuildThatFailsSaysWhatMavenSaid() throws IOException {
        maven("echo '[ERROR] no such thing'; exit 1");

        assertThatThrownBy(this::build)
                .isInstanceOf(PlainFailure.class)
                .hasMessage("src/orders cannot be built:\n[ERROR] no such thing");
    }

    @Test
    void nothingIsBuiltTwiceUnlessASourceChanged() throws IOException {
        maven("touch built.jar");
        build();
        build();
        assertThat(root.resolve("said")).content().hasLineCount(1);

        Files.setLastModifiedTime(
                root.resolve(MODULE).resolve("pom.xml"), FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
        build();

        assertThat(root.resolve("said")).content().hasLineCount(2);
    }
}
