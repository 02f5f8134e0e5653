package dev.tumbler.rotation;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * A server of MySQL's protocol that takes any login, asks for a file, and keeps whatever comes after that.
 *
 * @param atOnce whether it asks in the same breath as it takes the login, before a statement
 */
record RogueMySql(ServerSocket socket, String file, boolean atOnce, CompletableFuture<byte[]> answer)
        implements AutoCloseable {
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
    private static final int WAIT_MILLIS = 10_000;

    static RogueMySql start(String file, boolean atOnce) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RogueMySql server = new RogueMySql(socket, file, atOnce, new CompletableFuture<>());
        Thread thread = new Thread(server::serve, "rogue-mysql");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What came after the request, until the client closed the connection. */
    byte[] received() {
        return answer.join();
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            client.setSoTimeout(WAIT_MILLIS);
            talk(client);
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }

    private void talk(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        send(client, packet(0, greeting()));
        skipPacket(in);
        byte[] request = packet(1, ("\u00fb" + file).getBytes(StandardCharsets.ISO_8859_1));
        if (atOnce) {
            send(client, packet(2, OK), request);
        } else {
            send(client, packet(2, OK));
            skipPacket(in);
            send(client, request);
        }
        answer.complete(rest(in));
    }

    /** A client that closes in anger resets the connection. */
    private static byte[] rest(DataInputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (java.net.SocketException reset) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    private static byte[] greeting() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(10);
        body.write("8.0.30\0".getBytes(StandardCharsets.US_ASCII));
        body.write(new byte[] {1, 0, 0, 0});
        body.write("abcdefgh\0".getBytes(StandardCharsets.US_ASCII));
        // long passwords, protocol 4.1, local files, secure connections; authentication by plugin
        body.write(new byte[] {(byte) 0x85, (byte) 0x82, 45, 2, 0, 0x08, 0, 21});
        body.write(new byte[10]);
        body.write("ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void skipPacket(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        in.skipNBytes(length + 1L);
    }

    private static byte[] packet(int sequence, byte[] body) {
        byte[] packet = new byte[body.length + 4];
        packet[0] = (byte) body.length;
        packet[1] = (byte) (body.length >> 8);
        packet[3] = (byte) sequence;
        System.arraycopy(body, 0, packet, 4, body.length);
        return packet;
    }

    private static void send(Socket client, byte[]... packets) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            all.write(packet);
        }
        client.getOutputStream().write(all.toByteArray());
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
