package dev.tumbler.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One MariaDB for all tests of a run, started when it is first asked for; it ends with the Java process. */
final class RealMariaDb {
    /** An anonymous user at the local host comes before every other user from anywhere, so those must go. */
    private static final List<String> FIRST = List.of(
            "DELETE FROM mysql.global_priv WHERE User = '';",
            "FLUSH PRIVILEGES;",
            "CREATE USER master IDENTIFIED BY '" + RealDatabase.MASTER_PASSWORD + "';",
            "GRANT ALL ON *.* TO master WITH GRANT OPTION;");

    private RealMariaDb() {}

    private static final class Shared {
        private static final ServerCertificate CERTIFICATE = newCertificate();
        private static final RealDatabase DATABASE = withTls();
    }

    /** Why there is none on this machine. */
    static Optional<String> reasonToSkip() {
        return MariaDbPrograms.available()
                ? Optional.empty()
                : Optional.of("there are no MariaDB programs for this machine on Maven Central");
    }

    /** It has a certificate of ours: one of its own would take a server up to half a minute to make. */
    static RealDatabase get() {
        return Shared.DATABASE;
    }

    static RealDatabase withoutTls() {
        return start(Optional.empty(), "--skip-ssl");
    }

    static ServerCertificate certificate() {
        return Shared.CERTIFICATE;
    }

    private static RealDatabase withTls() {
        ServerCertificate certificate = certificate();
        return start(
                Optional.of(certificate.certificate().toString()),
                "--ssl-cert=" + certificate.certificate(),
                "--ssl-key=" + certificate.key());
    }

    private static ServerCertificate newCertificate() {
        try {
            return ServerCertificate.in(Files.createTempDirectory("rotation-mariadb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealDatabase start(Optional<String> trusted, String... arguments) {
        try {
            Path folder = Files.createTempDirectory("rotation-mariadb");
            MariaDbPrograms mariaDb = MariaDbPrograms.get();
            Path data = folder.resolve("data");
            copy(mariaDb.installed(), data);
            int port = freePort();
            List<String> command = mariaDb.server(data);
            command.addAll(List.of(
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--socket=" + folder.resolve("socket"),
                    "--init-file=" + Files.write(folder.resolve("first.sql"), FIRST)));
            command.addAll(List.of(arguments));
            Path log = folder.resolve("log");
            Process server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
            RealDatabase database = new RealDatabase(
                    new MySqlEngine(RealDatabase.VERTX, new TrustedAuthorities(trusted), SqlEngine.CALL_TIMEOUT),
                    RealDatabase.local(port, Optional.empty(), "master", RealDatabase.MASTER_PASSWORD));
            database.awaitStart(server, log);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
