package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path folder;

    private int run(Map<String, String> environment, String... command) {
        return new Program(folder, environment, List.of(command)).run(lines::add);
    }

    @Test
    void bothItsStreamsAreReadAndItsExitCodeIsAnswered() {
        int exitCode = run(Map.of("AWS_REGION", "eu-west-1"), "sh", "-c", "echo in $AWS_REGION; echo no >&2; exit 7");

        assertThat(exitCode).isEqualTo(7);
        assertThat(lines).containsExactly("in eu-west-1", "no");
    }

    @Test
    void itReadsNothing() {
        assertThat(run(Map.of(), "cat")).isZero();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> run(Map.of(), "no-such-program"))
                .isInstanceOf(PlainFailure.class)
                .hasMessage("this needs no-such-program, which this machine does not find");
    }

    @Test
    void theDemoOfTheWorkflowNeedsTheSourceTree() {
        CommandRun run = CommandRun.of("demo", "workflow");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tumbler: this needs the source tree; start it with its own ./tumbler\n");
    }
}
