package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TlsOfferTest {
    private static boolean offered(String scheme, byte... answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> offered = CompletableFuture.supplyAsync(
                    () -> TlsOffer.of(URI.create(scheme + "://app@127.0.0.1:" + server.getLocalPort()))
                            .made());
            try (Socket client = server.accept()) {
                client.getOutputStream().write(answer);
                client.shutdownOutput();
                return offered.join();
            }
        }
    }

    @Test
    void postgresAnswersWithALetter() throws IOException {
        assertThat(offered("postgres", (byte) 'S')).isTrue();
        assertThat(offered("postgresql", (byte) 'N')).isFalse();
    }

    @Test
    void mysqlSaysSoInItsGreeting() throws IOException {
        assertThat(offered("mysql", greeting(0x08))).isTrue();
        assertThat(offered("mariadb", greeting(0xf7))).isFalse();
    }

    private static byte[] greeting(int capabilities) {
        String text = "\u0000\u0000\u0000\u0000\n8.0.30\u0000" + "salted and more".substring(0, 12) + "\u0000"
                + "\u00ff" + (char) capabilities;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aServerThatDoesNotSayMayOfferIt() throws IOException {
        assertThat(offered("mysql")).isTrue();
        assertThat(offered("postgres")).isTrue();
        assertThat(TlsOffer.of(URI.create("postgres://app@[::1]"))).isEqualTo(new TlsOffer("postgres", "::1", 5432));
    }
}
