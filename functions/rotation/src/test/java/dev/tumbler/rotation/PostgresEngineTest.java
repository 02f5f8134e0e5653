package dev.tumbler.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.rotation.Connection.Tls;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEngineTest {
    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
    }

    @Test
    void aServerThatCannotBeReachedIsNoRefusedLogin() throws IOException {
        int closed;
        try (ServerSocket socket = listen()) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> login(closed))
                .isInstanceOf(RotationException.class)
                .hasMessageStartingWith("Unable to connect to database host 127.0.0.1: ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = listen()) {
            assertThatThrownBy(() -> login(silent.getLocalPort()))
                    .isInstanceOf(RotationException.class)
                    .hasMessage("Unable to connect to database host 127.0.0.1: no answer within 1 seconds");
        }
    }

    @Test
    void aFailureToSetAPasswordShowsNeitherPassword() throws IOException {
        try (ServerSocket silent = listen()) {
            assertThatThrownBy(() -> engine().setPassword(connection(silent.getLocalPort(), Tls.NONE), "u", "hush more")
                            .await()
                            .atMost(Duration.ofSeconds(30)))
                    .isInstanceOf(RotationException.class)
                    .hasMessage(
                            "Unable to set the password of user u on database host 127.0.0.1: the connection failed")
                    .hasNoCause();
        }
    }

    @Test
    void portAndDatabaseAreTheEnginesOwnUnlessSaid() {
        Connection bare = new Connection("h", Optional.empty(), Optional.empty(), "u", "p", Tls.NONE);
        assertThat(engine().options(bare).getPort()).isEqualTo(5432);
        assertThat(engine().options(bare).getDatabase()).isEqualTo("postgres");
    }

    @Test
    void preferredTlsTrustsAnyServer() {
        PgConnectOptions options = engine().options(connection(1, Tls.PREFERRED));
        assertThat(options.getSslMode()).isEqualTo(SslMode.PREFER);
        assertThat(options.isTrustAll()).isTrue();
    }

    @Test
    void requiredTlsChecksTheServer() {
        PgConnectOptions options = engine().options(connection(1, Tls.REQUIRED));
        assertThat(options.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.getTrustOptions()).isNotNull();
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void requiredTlsTrustsTheNamedAuthorities() {
        PostgresEngine engine = new PostgresEngine(vertx, Optional.of("bundle.pem"), Duration.ofSeconds(1));
        assertThat(engine.options(connection(1, Tls.REQUIRED)).getTrustOptions())
                .isEqualTo(new PemTrustOptions().addCertPath("bundle.pem"));
    }

    @Test
    void noTlsMeansNone() {
        assertThat(engine().options(connection(1, Tls.NONE)).getSslMode()).isEqualTo(SslMode.DISABLE);
    }

    @Test
    void auroraIsPostgresToo() {
        assertThat(engine().serves("postgres")).isTrue();
        assertThat(engine().serves("aurora-postgresql")).isTrue();
        assertThat(engine().serves("mysql")).isFalse();
    }

    private static Boolean login(int port) {
        return engine().login(connection(port, Tls.PREFERRED)).await().atMost(Duration.ofSeconds(30));
    }

    private static PostgresEngine engine() {
        return new PostgresEngine(vertx, Optional.empty(), Duration.ofSeconds(1));
    }

    private static Connection connection(int port, Tls tls) {
        return new Connection("127.0.0.1", Optional.of(port), Optional.empty(), "u", "hush", tls);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
