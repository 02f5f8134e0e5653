package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.Tag;

class StatusCommandTest {

    @Test
    void withoutARouterItIsOneLineThatSaysHowToStartOne() throws IOException {
        CommandRun run = CommandRun.of("status", "--port", Integer.toString(freePort()));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("tumbler: no router is running at http://127.0.0.1:")
                .endsWith("start one with: ./tumbler up\n")
                .hasLineCount(1);
    }

    @Test
    void anotherProgramOnThePortIsNotTakenForARouter() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        other.start();
        try {
            CommandRun run = CommandRun.of(
                    "status", "--port", Integer.toString(other.getAddress().getPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("not as a router does");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void whatRunsIsShownWhereItIsNotWhatWasAskedFor() {
        Tag tag = Tag.builder().key("tumbler:runs-on").value("mariadb 11.4.5").build();

        assertThat(StatusCommand.engine("mysql", "8.0.30", List.of())).isEqualTo("mysql 8.0.30");
        assertThat(StatusCommand.engine("mysql", "8.0.30", List.of(tag)))
                .isEqualTo("mysql 8.0.30 (runs on mariadb 11.4.5)");
    }

    @Test
    void aServerThatIsOnlyAttachedIsShownSo() {
        Tag tag = Tag.builder()
                .key("tumbler:attach")
                .value("postgres://app@127.0.0.1")
                .build();

        assertThat(StatusCommand.engine("postgres", "16.4", List.of(tag))).isEqualTo("postgres 16.4 (attached)");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
