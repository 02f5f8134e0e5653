package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvCommandTest {
    @TempDir
    Path folder;

    @Test
    void aShellLearnsWhereTheRouterIsAndWithWhichKeys() {
        CommandRun run = CommandRun.of("env");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .startsWith(
                        "export AWS_ENDPOINT_URL=http://127.0.0.1:4566",
                        "export AWS_ACCESS_KEY_ID=test",
                        "export AWS_SECRET_ACCESS_KEY=test",
                        "export AWS_REGION=us-east-1",
                        "export AWS_DEFAULT_REGION=us-east-1",
                        "unset AWS_SESSION_TOKEN");
    }

    @Test
    void theAwsCommandIsToldTheEndpointAsAnOption() throws Exception {
        assertThat(shell("aws rds describe-db-instances --output 'plain text'"))
                .isEqualTo("[--endpoint-url=http://127.0.0.1:4566][rds][describe-db-instances][--output][plain text]");
    }

    @Test
    void withoutAnEndpointTheAwsCommandIsLeftAlone() throws Exception {
        assertThat(shell("unset AWS_ENDPOINT_URL; aws sts")).isEqualTo("[sts]");
    }

    /** Runs what a person types after the evaluation, with an aws command that prints its arguments. */
    private String shell(String typed) throws IOException, InterruptedException {
        Path aws = Files.writeString(folder.resolve("aws"), "#!/bin/sh\nprintf '[%s]' \"$@\"\n");
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-euc",
                "eval \"$1\"; eval \"$2\"",
                "sh",
                CommandRun.of("env").out(),
                typed);
        builder.environment().put("PATH", folder + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void anotherPortIsAnotherEndpoint() {
        assertThat(CommandRun.of("env", "--port", "4600").out())
                .contains("export AWS_ENDPOINT_URL=http://127.0.0.1:4600\n");
    }

    @Test
    void anotherHostIsAnotherEndpoint() {
        assertThat(CommandRun.of("env", "--host", "127.0.0.2").out())
                .contains("export AWS_ENDPOINT_URL=http://127.0.0.2:4566\n");
        assertThat(CommandRun.of("env", "--host", "::1", "--port", "4600").out())
                .contains("export AWS_ENDPOINT_URL=http://[::1]:4600\n");
    }

    @Test
    void noRouterAnswersOnPortZero() {
        assertThat(CommandRun.of("env", "--port", "0").exitCode()).isEqualTo(2);
    }
}
