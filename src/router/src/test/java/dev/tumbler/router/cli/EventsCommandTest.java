package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    private final List<String> asked = new ArrayList<>();
    private final List<String> carried = new ArrayList<>();
    private HttpServer router;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        router = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        router.createContext("/_tumbler/events", this::answer);
        router.start();
    }

    @AfterEach
    void stop() {
        router.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getRawQuery());
        carried.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        byte[] answer = "{\"id\":1}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private CommandRun events(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("events", "--port", Integer.toString(router.getAddress().getPort())));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void everyEventIsALine() {
        assertThat(events().out()).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
        assertThat(asked).containsExactly("follow=false");
    }

    @Test
    void theRouterIsAskedForWhatIsWanted() {
        events("--follow", "--rule", "a&b");
        assertThat(asked).containsExactly("follow=true&rule=a%26b&region=us-east-1");
    }

    @Test
    void whoFollowsIsToldWhenTheRouterStops() {
        CommandRun run = events("--follow");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
        assertThat(run.err()).isEqualTo("tumbler: the router has stopped\n");
        assertThat(events().err()).isEmpty();
    }

    @Test
    void theTokenOfTheDataFolderIsCarried() throws IOException {
        Files.writeString(folder.resolve("local.token"), "token-of-the-folder\n");

        assertThat(events("--data", folder.toString()).exitCode()).isZero();

        assertThat(carried).containsExactly("Bearer token-of-the-folder");
    }

    @Test
    void aFolderWithoutATokenIsNamed() {
        CommandRun run = events("--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("tumbler: there is no file " + folder.resolve("local.token") + " that you may read")
                .hasLineCount(1);
    }

    @Test
    void withoutARouterItSaysSo() {
        router.stop(0);
        assertThat(events().err()).startsWith("tumbler: no router is running at ");
    }
}
