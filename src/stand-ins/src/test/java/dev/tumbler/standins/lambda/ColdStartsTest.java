package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartsTest {
    private static final byte[] EVENT = "{\"pause\":0.05}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @TempDir
    Path code;

    private ColdStarts starts;

    @BeforeEach
    void open() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "python3"))),
                "python3 is not installed");
        FunctionSurroundings surroundings = new FunctionSurroundings() {
            @Override
            public URI endpoint() {
                return URI.create("http://127.0.0.1:4566");
            }

            @Override
            public AccessKey accessKey(String role, String function) {
                return new AccessKey("test", "test");
            }
        };
        starts = new ColdStarts(folder, "us-east-1", surroundings, InstantSource.system());
    }

    @AfterEach
    void close() {
        if (starts != null) {
            starts.close();
        }
    }

    private ColdStart once(String source, int invocations) throws IOException {
        Files.writeString(code.resolve("lambda_function.py"), source);
        return starts.once(InstalledFunction.python("timed", code, Map.of()), EVENT, invocations);
    }

    @Test
    void everyInvocationOfAFreshProcessIsTimed() throws IOException {
        ColdStart seen = once(
                """
                import os, time
                def lambda_handler(event, context):
                    time.sleep(event["pause"])
                    with open(os.path.join(os.environ["LAMBDA_TASK_ROOT"], "processes"), "a") as log:
                        log.write("%d\\n" % os.getpid())
                """,
                3);

        assertThat(seen.start()).isPositive();
        assertThat(seen.first()).isGreaterThan(Duration.ofMillis(50));
        assertThat(seen.steady()).hasSize(2).allSatisfy(each -> assertThat(each).isGreaterThan(Duration.ofMillis(50)));
        assertThat(seen.residentBytes()).isGreaterThan(1_000_000);
        assertThat(Files.readAllLines(code.resolve("processes"))).hasSize(3).containsOnly(pid());
    }

    /** Of the one process, which has ended. */
    private String pid() throws IOException {
        String pid = Files.readAllLines(code.resolve("processes")).get(0);
        assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                .isEmpty();
        return pid;
    }

    @Test
    void aFunctionThatFailsSaysWhy() {
        assertThatThrownBy(() -> once("def lambda_handler(event, context): raise ValueError('no such user')", 2))
                .isInstanceOf(FunctionFailed.class)
                .hasMessage("timed: no such user");
    }

    @Test
    void aFunctionThatCannotBeginSaysWhy() {
        assertThatThrownBy(() -> once("import no_such_driver", 2))
                .isInstanceOf(FunctionFailed.class)
                .hasMessageContaining("No module named 'no_such_driver'");
    }

    @Test
    void aFunctionThatEndsSaysSo() {
        assertThatThrownBy(() -> once("import os\nos._exit(7)", 2))
                .isInstanceOf(FunctionFailed.class)
                .hasMessage("timed: it ended with status 7");
    }

    @Test
    void aProcessThatDoesNothingTakesItsTime() {
        assertThat(starts.ofNothing()).isPositive();
    }
}
