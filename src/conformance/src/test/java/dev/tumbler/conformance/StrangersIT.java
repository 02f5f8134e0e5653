package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has no key cannot take a router's memory or its connections. */
@OwnRouter
class StrangersIT {
    private static final int SENDERS = 24;
    private static final int BODY_BYTES = 70_000_000;
    private static final int PART_BYTES = 1 << 16;
    private static final int PATIENCE_MILLIS = 40_000;

    @TempDir
    static Path folder;

    private static RouterProcess router;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemoryOf(128, folder.resolve("router.log"));
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/2015-03-31/functions", "/2015-03-31/functions/any/invocations", "/_tumbler/clock"})
    void bodiesOfStrangersAreNotKept(String path) throws IOException {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<CompletableFuture<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(CompletableFuture.supplyAsync(() -> sentWhole(path), senders));
            }
            assertThat(all).noneMatch(CompletableFuture::join);
        } finally {
            senders.shutdownNow();
        }

        try (AwsClients clients = router.clients()) {
            assertThat(clients.secrets().listSecrets().secretList()).isEmpty();
        }
        assertThat(router.log()).doesNotContain("OutOfMemory", " ERROR ");
    }

    /** Whether the router let all of a chunked body in. */
    private static boolean sentWhole(String path) {
        try (Socket socket = connect()) {
            OutputStream output = socket.getOutputStream();
            write(output, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] part = new byte[PART_BYTES];
            for (int sent = 0; sent < BODY_BYTES; sent += PART_BYTES) {
                write(output, Integer.toHexString(PART_BYTES) + "\r\n");
                output.write(part);
                write(output, "\r\n");
            }
            write(output, "0\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).startsWith("HTTP/1.1 2");
        } catch (IOException hungUp) {
            return false;
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws IOException {
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aHeadThatNeverEndsIsNotWaitedFor() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(1000);
            write(socket.getOutputStream(), "POST / HTTP/1.1\r\nHost: localhost\r\n");
            assertThat(isClosedThoughMoreComes(socket, "X-A: b\r\n")).isTrue();
        }
    }

    @Test
    void aBodyThatStopsIsNotWaitedFor() throws IOException {
        try (Socket socket = connect()) {
            write(socket.getOutputStream(), "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
    }

    /** A read that times out is how this waits between what it sends. */
    private static boolean isClosedThoughMoreComes(Socket socket, String more) throws IOException {
        InputStream input = socket.getInputStream();
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += 1000) {
            try {
                write(socket.getOutputStream(), more);
                if (input.read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException stillOpen) {
                assertThat(socket.isClosed()).isFalse();
            } catch (SocketException reset) {
                return true;
            }
        }
        return false;
    }

    private static Socket connect() throws IOException {
        URI endpoint = router.endpoint();
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
    }
}
