package dev.tumbler.router.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would send, over one connection for each request. */
final class RawHttp {
    private static final int MILLIS = 10_000;

    private RawHttp() {}

    /** All that the server sends before it closes the connection. */
    static String exchange(URI server, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(MILLIS);
            send(socket.getOutputStream(), head, body);
            return received(socket.getInputStream());
        }
    }

    /** A server may answer and hang up before it has read everything. */
    private static void send(OutputStream output, String head, byte[] body) throws IOException {
        output.write(head.getBytes(StandardCharsets.ISO_8859_1));
        output.write(body);
        output.flush();
    }

    private static String received(InputStream input) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        input.transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }
}
