package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.rotation.Connection.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hostile server answers a statement with a request for a file of this machine, as LOAD DATA LOCAL INFILE does. */
class LocalInfileTest {
    private static final String HUSH = "nobody else may read this";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noFileIsSentToAServerThatAsksForOne(boolean beforeTheStatement) throws IOException {
        Path file = Files.writeString(folder.resolve("private"), HUSH);
        try (RogueMySql server = RogueMySql.start(file.toString(), beforeTheStatement)) {
            MySqlEngine engine = new MySqlEngine(
                    RealDatabase.VERTX, new TrustedAuthorities(Optional.empty()), Duration.ofSeconds(3));
            Connection connection =
                    new Connection("127.0.0.1", Optional.of(server.port()), Optional.empty(), "app", "pw", Tls.NONE);
            assertThatThrownBy(() -> RealDatabase.get(engine.login(connection)))
                    .isInstanceOf(RotationException.class)
                    .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ");
            assertThat(new String(server.received(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(HUSH);
        }
    }
}
