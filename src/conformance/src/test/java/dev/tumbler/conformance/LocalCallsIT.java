package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the router offers beside AWS's services: only who carries its token gets it. */
@OneProcess
class LocalCallsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String FUTURE = "2249-01-01T00:00:00Z";

    @TempDir
    static Path folder;

    private static Path data;
    private static RouterProcess router;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        router = RouterProcess.start(data);
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String method) {
        return method.equals("PUT")
                ? request.header("Content-Type", "text/plain").PUT(HttpRequest.BodyPublishers.ofString(FUTURE))
                : request.method(method, HttpRequest.BodyPublishers.noBody());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /_tumbler/clock",
        "PUT, /_tumbler/clock",
        "DELETE, /_tumbler/clock",
        "GET, /_tumbler/events",
        "GET, /_tumbler/events?follow=true",
        "GET, /_tumbler/status",
        "PUT, /%5Ftumbler/clock",
        "PUT, //_tumbler/clock",
        "PUT, /_tumbler/./clock",
        "PUT, /_tumbler;x=y/clock"
    })
    void withoutTheTokenNothingIsAnswered(String method, String path) throws Exception {
        URI address = URI.create(router.endpoint() + path);
        HttpResponse<String> without = send(with(HttpRequest.newBuilder(address), method));
        HttpResponse<String> wrong =
                send(with(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + "0".repeat(64)), method));

        assertThat(without.statusCode()).isBetween(400, 404);
        assertThat(wrong.statusCode()).isBetween(400, 404);
        if (path.startsWith("/_tumbler/") && !path.contains("/./")) {
            assertThat(without.statusCode()).isEqualTo(403);
            assertThat(without.body()).contains("This call wants the router's token.", "local.token", "--data");
        }
        assertThat(router.clock()).isBefore(Instant.parse(FUTURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://localhost:3000", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none"})
    void aWebPageIsRefusedEvenWithTheToken(String header) throws Exception {
        String[] parts = header.split(": ", 2);

        HttpResponse<String> answer = send(router.local("/_tumbler/clock").header(parts[0], parts[1]));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("A web page cannot make this call.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2250-01-01T00:00:01Z",
                "9999-12-31T00:00:00Z"
            })
    void aMomentOutOfRangeIsRefused(String moment) throws Exception {
        HttpResponse<String> answer = send(router.local("/_tumbler/clock")
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString(moment)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the clock shows moments from");
        router.clients().secrets().listSecrets();
    }

    @Test
    void theTokenIsForTheOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("local.token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void healthStaysOpen() throws Exception {
        URI health = router.endpoint().resolve("/q/health");
        assertThat(send(HttpRequest.newBuilder(health)).statusCode()).isEqualTo(200);
    }

    @Test
    void aCommandFindsTheTokenOfARouterInMemory() throws IOException {
        try (RouterProcess memory = RouterProcess.startInMemory(folder.resolve("memory.log"))) {
            String port = Integer.toString(memory.endpoint().getPort());
            assertThat(RouterProcess.run(folder, "clock", "--port", port).exitCode())
                    .isZero();
            assertThat(RouterProcess.run(folder, "status", "--port", port).output())
                    .contains("memory, nothing outlives the router", "process   " + memory.pid());
        }
    }
}
