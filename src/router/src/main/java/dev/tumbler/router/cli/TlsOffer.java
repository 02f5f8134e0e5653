package dev.tumbler.router.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Asks a database server whether it offers TLS, and leaves without a login.
 *
 * @param engine the scheme of the server's address
 */
record TlsOffer(String engine, String host, int port) {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int POSTGRES_PORT = 5432;
    private static final int MYSQL_PORT = 3306;

    /** PostgreSQL's request for TLS: its length, and a number in place of the protocol's version. */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    /** In MySQL's greeting between the server's version and what the server can do: a thread, a salt and a zero. */
    private static final int BEFORE_CAPABILITIES = 4 + 8 + 1;

    private static final int CLIENT_SSL = 0x08;
    private static final int LONGEST_VERSION = 256;

    static TlsOffer of(URI address) {
        boolean postgres = address.getScheme().startsWith("postgres");
        int usual = postgres ? POSTGRES_PORT : MYSQL_PORT;
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        return new TlsOffer(postgres ? "postgres" : "mysql", host, address.getPort() == -1 ? usual : address.getPort());
    }

    /** True also where the server does not say: then there may be TLS. */
    boolean made() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return engine.equals("postgres") ? postgres(socket) : mysql(socket);
        } catch (IOException silent) {
            return true;
        }
    }

    private static boolean postgres(Socket socket) throws IOException {
        socket.getOutputStream().write(SSL_REQUEST);
        return socket.getInputStream().read() != 'N';
    }

    private static boolean mysql(Socket socket) throws IOException {
        DataInputStream greeting = new DataInputStream(socket.getInputStream());
        // the packet's length and number, and the protocol's version
        greeting.skipNBytes(3 + 1 + 1);
        skipVersion(greeting);
        greeting.skipNBytes(BEFORE_CAPABILITIES + 1);
        return (greeting.readUnsignedByte() & CLIENT_SSL) != 0;
    }

    private static void skipVersion(DataInputStream greeting) throws IOException {
        for (int read = 0; greeting.readUnsignedByte() != 0; read++) {
            if (read == LONGEST_VERSION) {
                throw new IOException("no greeting of MySQL");
            }
        }
    }
}
