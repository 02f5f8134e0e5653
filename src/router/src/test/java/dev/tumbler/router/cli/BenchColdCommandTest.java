package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchColdCommandTest {
    @TempDir
    Path functions;

    @Test
    void saysWhatToBuildWhereNothingIsBuilt() {
        CommandRun run = CommandRun.of("bench", "cold", "--functions", functions.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("tumbler: there is no " + functions)
                .endsWith(
                        "build it with: ./mvnw package -DskipTests -pl functions/secretsmanager,functions/rotation -am"
                                + System.lineSeparator());
    }

    @Test
    void measuresNothingWithoutAProcess() {
        CommandRun run = CommandRun.of("bench", "cold", "--processes", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the value of --processes cannot be used: it is a whole number from 1");
    }
}
