package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TumblerTest {

    @Test
    void helpNamesEveryCommand() {
        CommandRun run = CommandRun.of("help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  up ", "  env ", "  demo ", "  status ", "  version ", "  help ");
    }

    @Test
    void helpForACommandTellsItsOptions() {
        assertThat(CommandRun.of("help", "up").out()).contains("--port", "--host", "--data", "--memory", "4566");
    }

    @Test
    void anUnknownCommandIsOneLine() {
        CommandRun run = CommandRun.of("dwon");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("dwon")
                .endsWith("(try: ./tumbler help)\n")
                .hasLineCount(1);
    }

    @Test
    void versionNamesTheJavaItRunsOn() {
        assertThat(CommandRun.of("version").out()).startsWith("tumbler ").contains("Java " + Runtime.version());
    }
}
