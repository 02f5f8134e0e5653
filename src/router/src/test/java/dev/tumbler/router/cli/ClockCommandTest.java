package dev.tumbler.router.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCommandTest {
    private static final String NOW = "2026-01-01T10:00:00Z";

    /** Moments and times, as they were sent. */
    private final List<String> moments = new ArrayList<>();

    private final List<String> methods = new ArrayList<>();
    private HttpServer router;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        router = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        router.createContext("/_tumbler/clock", this::answer);
        router.start();
    }

    @AfterEach
    void stop() {
        router.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        methods.add(exchange.getRequestMethod());
        boolean read = !exchange.getRequestMethod().equals("PUT");
        if (!read) {
            moments.add(body);
        }
        byte[] answer =
                (read ? NOW : status == 200 ? shown(body) : "It only goes forward.").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(read ? 200 : status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String shown(String time) {
        return time.startsWith("P")
                ? Instant.parse(NOW).plus(Duration.parse(time)).toString()
                : time;
    }

    private CommandRun clock(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("clock", "--port", Integer.toString(router.getAddress().getPort())));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void withoutOptionsItShowsTheTimeAndSetsNothing() {
        assertThat(clock().out()).isEqualTo(NOW + "\n");
        assertThat(moments).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7d, PT168H, 2026-01-08T10:00:00Z",
        "4h, PT4H, 2026-01-01T14:00:00Z",
        "30m, PT30M, 2026-01-01T10:30:00Z",
        "10s, PT10S, 2026-01-01T10:00:10Z"
    })
    void aSpanIsAddedByTheRouter(String span, String sent, String moment) {
        assertThat(clock("--forward", span).out()).isEqualTo(moment + "\n");
        assertThat(moments).containsExactly(sent);
    }

    @Test
    void aMomentIsHandedOver() {
        clock("--to", "2027-01-01T00:00:00Z");

        assertThat(moments).containsExactly("2027-01-01T00:00:00Z");
    }

    @Test
    void whatTheRouterRefusesIsOneLine() {
        status = 400;

        CommandRun run = clock("--to", "2025-01-01T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tumbler: It only goes forward.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "d", "-7d", "7 days", "1.5h"})
    void whatIsNoSpanIsRefused(String span) {
        CommandRun run = clock("--forward", span);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a time is written like 7d").hasLineCount(1);
        assertThat(moments).isEmpty();
    }

    @Test
    void theTimeGoesOneWayAtATime() {
        for (String[] options : new String[][] {
            {"--forward", "7d", "--to", NOW}, {"--forward", "7d", "--reset"}, {"--to", NOW, "--reset"}
        }) {
            CommandRun run = clock(options);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("tumbler: --forward, --to and --reset exclude each other");
        }
        assertThat(methods).isEmpty();
    }

    @Test
    void aResetIsADeletion() {
        assertThat(clock("--reset").out()).isEqualTo(NOW + "\n");
        assertThat(methods).containsExactly("DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void aMomentOutOfRangeIsRefused(String moment) {
        CommandRun run = clock("--to", moment);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the clock shows moments from").hasLineCount(1);
        assertThat(methods).isEmpty();
    }
}
