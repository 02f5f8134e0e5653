package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of cold starts, on the zip of the rotation functions that the build made; no time is looked at. */
@Tag("deployed")
@Tag("every-function")
@OneProcess
class BenchColdIT {
    private static final Path ZIP = Path.of("rotation", "target", "function.zip");

    @TempDir
    Path functions;

    @Test
    void aRotationFunctionIsStartedAndLogsIn() throws Exception {
        Path zip = functions.resolve(ZIP);
        Files.createDirectories(zip.getParent());
        Files.copy(Path.of(System.getProperty("tumbler.functions")).resolve(ZIP), zip);

        Command.Ended measured = Command.run(
                Map.of(),
                System.getProperty("tumbler.launcher"),
                "bench",
                "cold",
                "--functions",
                functions.toString(),
                "--processes",
                "1",
                "--invocations",
                "2");

        assertThat(measured.exitCode()).as(measured.output()).isZero();
        assertThat(measured.output())
                .contains("AWS's Python function is left out: --python names no folder")
                .contains("processes of each function: 1; invocations of each process: 3")
                .containsPattern("/bin/true started and ended: best [0-9.]+ ms, p50 [0-9.]+ ms")
                .containsPattern("one login, postgres [0-9.]+: best [0-9.]+ ms, p50 [0-9.]+ ms")
                .containsPattern(
                        "\\| testSecret \\| (JVM|native) \\| [0-9]+ MB \\|( [0-9.]+ ms, .+ \\|){3} [0-9]+ MB \\|");
    }
}
