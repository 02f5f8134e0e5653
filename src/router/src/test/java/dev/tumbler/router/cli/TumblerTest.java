package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.wire.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TumblerTest {

    @Test
    void helpNamesEveryCommand() {
        CommandRun run = CommandRun.of("help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  up ", "  env ", "  demo ", "  attach ", "  status ", "  version ", "  help ");
    }

    @Test
    void helpForACommandTellsItsOptions() {
        assertThat(CommandRun.of("help", "up").out())
                .contains("--port", "--host", "--data", "--memory", "4566")
                .contains("KMS", "--quotas", "TUMBLER_PASSPHRASE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "env",
                "attach",
                "status",
                "clock",
                "events",
                "version",
                "help",
                "demo",
                "demo rotation",
                "demo workflow",
                "demo workload",
                "bench",
                "bench store",
                "bench rotation",
                "bench cold"
            })
    void helpForACommandIsThatCommands(String topic) {
        CommandRun run = CommandRun.of(("help " + topic).split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: tumbler " + topic + " ");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void helpForUpNamesEveryService(Service service) {
        String name =
                switch (service) {
                    case SECRETS_MANAGER -> "Secrets Manager";
                    case KMS -> "KMS";
                    case LAMBDA -> "Lambda";
                    case EVENTS -> "EventBridge";
                    case RDS -> "RDS";
                    case STS -> "STS";
                };
        assertThat(CommandRun.of("help", "up").out().replaceAll("\\s+", " ")).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "status", "demo", "clock", "attach"})
    void aRouterIsFoundByItsHostAndPort(String command) {
        assertThat(CommandRun.of("help", command).out()).contains("--host", "--port");
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
