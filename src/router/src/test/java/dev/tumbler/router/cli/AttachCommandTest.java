package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AttachCommandTest {
    private static final String PASSWORD = "tell-tale";
    private static final String NO_ROUTER = "no router is running at http://127.0.0.1:1";
    private final StringWriter messages = new StringWriter();

    /** On a port where no router can be: whoever gets so far was understood. */
    private String run(Map<String, String> environment, String input, String... arguments) {
        InputStream typed = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        new CommandLine(new AttachCommand(environment, typed))
                .setErr(new PrintWriter(messages, true))
                .setParameterExceptionHandler((failure, given) -> said(failure))
                .setExecutionExceptionHandler((failure, command, result) -> said(failure))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--identifier", "orders", "--port", "1"))
                        .toArray(String[]::new));
        return messages.toString();
    }

    private int said(Exception failure) {
        messages.append(failure.getMessage());
        return 1;
    }

    @Test
    void thePasswordComesFromTheAddressTheEnvironmentOrTheInput() {
        assertThat(run(Map.of(), "", "postgres://app:" + PASSWORD + "@127.0.0.1"))
                .startsWith(NO_ROUTER);
        messages.getBuffer().setLength(0);
        assertThat(run(Map.of("TUMBLER_PASSWORD", PASSWORD), "", "mysql://app@127.0.0.1"))
                .startsWith(NO_ROUTER);
        messages.getBuffer().setLength(0);
        assertThat(run(Map.of("TUMBLER_PASSWORD", PASSWORD), "", "postgres://app@[::1]:5433/orders"))
                .startsWith(NO_ROUTER);
        messages.getBuffer().setLength(0);
        assertThat(run(Map.of(), PASSWORD + "\n", "mariadb://app@127.0.0.1", "--password-stdin"))
                .startsWith(NO_ROUTER);
    }

    @Test
    void withoutAPasswordItSaysHowToGiveOne() {
        assertThat(run(Map.of(), "", "postgres://app@127.0.0.1"))
                .isEqualTo("say the user's password in TUMBLER_PASSWORD, or through --password-stdin");
        messages.getBuffer().setLength(0);
        assertThat(run(Map.of(), "", "postgres://app@127.0.0.1", "--password-stdin"))
                .isEqualTo("there is no password in the input");
    }

    @Test
    void anAuthorityNeedsAFileWithACertificate(@TempDir Path folder) throws IOException {
        String[] address = {"postgres://app:" + PASSWORD + "@127.0.0.1", "--ca", ""};
        Path file = folder.resolve("ca.pem");
        address[2] = file.toString();
        assertThat(run(Map.of(), "", address)).isEqualTo("the file " + file + " of --ca cannot be read");
        messages.getBuffer().setLength(0);
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n");
        assertThat(run(Map.of(), "", address))
                .isEqualTo("the file " + file
                        + " of --ca holds no certificate: one begins with -----BEGIN CERTIFICATE-----");
        messages.getBuffer().setLength(0);
        Files.write(file, new byte[64 * 1024 + 1]);
        assertThat(run(Map.of(), "", address)).isEqualTo("the file " + file + " of --ca is longer than 64 KiB");
        messages.getBuffer().setLength(0);
        address[2] = "/dev/zero";
        assertThat(run(Map.of(), "", address)).isEqualTo("the file /dev/zero of --ca is longer than 64 KiB");
    }

    @Test
    void anotherServerIsRefusedBeforeAPasswordIsAskedFor() {
        assertThat(run(Map.of(), "", "oracle://app@127.0.0.1"))
                .isEqualTo("there is no database server of the kind 'oracle': an address begins with postgres:// or"
                        + " postgresql:// or mysql:// or mariadb://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "postgres://127.0.0.1",
                "postgres://:tell-tale@127.0.0.1",
                "postgres://app:tell-tale@"
            })
    void whatIsNoAddressIsNotRepeated(String address) {
        assertThat(run(Map.of(), "", address))
                .contains("an address is written like")
                .doesNotContain(PASSWORD);
    }
}
