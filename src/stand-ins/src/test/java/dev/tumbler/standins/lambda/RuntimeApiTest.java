package dev.tumbler.standins.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port of a function's process answers to its own process and to strangers. */
class RuntimeApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TEST_PATIENCE_MILLISECONDS = 30_000;
    private static final String ROOT = "/2018-06-01/runtime/";

    private final Vertx vertx = Vertx.vertx();
    private final Recorder heard = new Recorder();
    private RuntimeApi api;

    /** Notes every call; any next call is answered at once. */
    private static final class Recorder implements RuntimeApi.Listener {
        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void next(HttpServerResponse response) {
            calls.add("next");
            response.end("event");
        }

        @Override
        public boolean answered(String requestId, InvocationResult result) {
            calls.add("answered " + requestId);
            return true;
        }

        @Override
        public void failedToStart(byte[] error) {
            calls.add("failed to start");
        }
    }

    @BeforeEach
    void open() {
        api = RuntimeApi.listen(vertx, heard, PATIENCE)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String host() {
        return api.address().replaceFirst("/.*", "");
    }

    private String token() {
        return api.address().substring(host().length());
    }

    private String ask(String requestLine, String... headers) throws IOException {
        return send(requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
    }

    /** Everything that comes back until the other side closes. */
    private String send(String request) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port()));
        socket.setSoTimeout(TEST_PATIENCE_MILLISECONDS);
        return socket;
    }

    private String port() {
        return host().replaceFirst(".*:", "");
    }

    @Test
    void theProcessItselfIsServed() throws IOException {
        assertThat(ask("GET " + token() + ROOT + "invocation/next", "Host: " + host()))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("event");
        assertThat(ask("POST " + token() + ROOT + "invocation/id/response", "Host: " + host(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 202 ");
        assertThat(heard.calls).containsExactly("next", "answered id");
    }

    /** Node.js's own {@code fetch} sends this header without being a web page. */
    @Test
    void aFetchOfAProgramIsServed() throws IOException {
        assertThat(ask("GET " + token() + ROOT + "invocation/next", "Host: " + host(), "Sec-Fetch-Mode: cors"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /2018-06-01/runtime/invocation/next",
                "POST /2018-06-01/runtime/invocation/id/response",
                "POST /2018-06-01/runtime/invocation/id/error",
                "POST /2018-06-01/runtime/init/error",
                "GET /ffffffff-ffff-4fff-bfff-ffffffffffff/2018-06-01/runtime/invocation/next",
                "GET //2018-06-01/runtime/invocation/next",
                "GET /",
                "OPTIONS *",
            })
    void aStrangerWithoutTheTokenIsRefusedAndChangesNothing(String request) throws IOException {
        assertThat(ask(request, "Host: " + host(), "Content-Length: 0")).startsWith("HTTP/1.1 403 ");
        assertThat(heard.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: rebound.example",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1:1",
                "Host: 127.0.0.1:PORT\r\nOrigin: https://evil.example",
                "Host: 127.0.0.1:PORT\r\nOrigin: null",
                "Host: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT",
                "Host: 127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site",
                "Host: 127.0.0.1:PORT\r\nSec-Fetch-Dest: image",
                "Host: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT",
                "Accept: */*",
            })
    void aWebPageIsRefusedWhateverItKnows(String headers) throws IOException {
        assertThat(ask("GET " + token() + ROOT + "invocation/next", headers.replace("PORT", port())))
                .startsWith("HTTP/1.1 40");
        assertThat(heard.calls).isEmpty();
    }

    /** A stranger's body is not even read. */
    @Test
    void aStrangersBodyIsNotRead() throws IOException {
        assertThat(ask("POST " + ROOT + "init/error", "Host: " + host(), "Content-Length: 1000000000"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(heard.calls).isEmpty();
    }

    @Test
    void aBodyWithoutAnEndIsCutOff() throws IOException {
        byte[] megabyte = new byte[1_000_000];
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + token() + ROOT + "invocation/id/response HTTP/1.1\r\nHost: " + host()
                            + "\r\nContent-Length: 1000000000\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
                for (int sent = 0; sent < 200; sent++) {
                    out.write(megabyte);
                }
            });
        }
        assertThat(heard.calls).containsExactly("answered id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1\r\nHost: 127"})
    void aConnectionThatSaysNothingIsClosed(String said) throws IOException {
        assertThat(send(said)).isEmpty();
    }

    @Test
    void aBodyThatStopsHalfwayIsCutOff() throws IOException {
        assertThat(send("POST " + token() + ROOT + "invocation/id/response HTTP/1.1\r\nHost: " + host()
                        + "\r\nContent-Length: 100\r\n\r\nhalf"))
                .doesNotContain("202");
        assertThat(heard.calls).isEmpty();
    }
}
