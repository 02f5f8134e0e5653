package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresServersTest extends DatabaseServersContract {
    private static final int AUTHENTICATION_SASL = 10;

    PostgresServersTest() {
        super(TestedEngine.POSTGRES);
    }

    @Override
    String runningVersion() {
        return admin().run("SHOW server_version").orElseThrow();
    }

    @Test
    void textIsUnicodeAndSortsByCodePoint() {
        assertThat(admin().run("SELECT upper('é') || (U&'\\00e9' > 'z')")).contains("Étrue");
    }

    @Test
    void writesAreDurableAndStatementsAreNeverLogged() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(admin().run("SHOW " + setting)).contains("on");
        }
        assertThat(admin().run("SHOW log_statement")).contains("none");
        assertThat(admin().run("SHOW listen_addresses")).contains("127.0.0.1");
    }

    @Test
    void everyLoginIsAskedForAPassword() throws IOException {
        assertThat(admin().run("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                .contains("0");
        assertThat(firstAnswer(server().port())).isEqualTo(AUTHENTICATION_SASL);
    }

    /** Says hello in the server's own protocol and reads what it asks for; trust would answer 0. */
    private static int firstAnswer(int port) throws IOException {
        byte[] startup = "user\0orders\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataOutputStream output = new DataOutputStream(socket.getOutputStream());
            output.writeInt(startup.length + 2 * Integer.BYTES);
            output.writeInt(3 << 16);
            output.write(startup);
            output.flush();
            DataInputStream input = new DataInputStream(socket.getInputStream());
            assertThat((char) input.readByte()).isEqualTo('R');
            assertThat(input.readInt()).isPositive();
            return input.readInt();
        }
    }
}
