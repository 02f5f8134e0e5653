package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvCommandTest {

    @Test
    void aShellLearnsWhereTheRouterIsAndWithWhichKeys() {
        CommandRun run = CommandRun.of("env");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "export AWS_ENDPOINT_URL=http://127.0.0.1:4566",
                        "export AWS_ACCESS_KEY_ID=test",
                        "export AWS_SECRET_ACCESS_KEY=test",
                        "export AWS_REGION=us-east-1",
                        "export AWS_DEFAULT_REGION=us-east-1",
                        "unset AWS_SESSION_TOKEN");
    }

    @Test
    void anotherPortIsAnotherEndpoint() {
        assertThat(CommandRun.of("env", "--port", "4600").out())
                .contains("export AWS_ENDPOINT_URL=http://127.0.0.1:4600\n");
    }

    @Test
    void noRouterAnswersOnPortZero() {
        assertThat(CommandRun.of("env", "--port", "0").exitCode()).isEqualTo(2);
    }
}
