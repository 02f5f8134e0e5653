package dev.tumbler.rotation;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One PostgreSQL for all tests of a run, started when it is first asked for; it ends with the Java process. */
final class RealPostgres {
    private RealPostgres() {}

    private static final class Shared {
        private static final Path FOLDER = newFolder();
        private static final ServerCertificate CERTIFICATE = ServerCertificate.in(FOLDER);
        private static final RealDatabase DATABASE = start();
    }

    static RealDatabase get() {
        return Shared.DATABASE;
    }

    static ServerCertificate certificate() {
        return Shared.CERTIFICATE;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("rotation-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealDatabase start() {
        try {
            ServerCertificate certificate = certificate();
            Path data = Shared.FOLDER.resolve("data");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                    .setServerConfig("ssl_key_file", certificate.key().toString())
                    .start();
            PostgresEngine engine = new PostgresEngine(
                    RealDatabase.VERTX,
                    new TrustedAuthorities(Optional.of(certificate.certificate().toString())),
                    SqlEngine.CALL_TIMEOUT);
            RealDatabase real = new RealDatabase(
                    engine,
                    RealDatabase.local(server.getPort(), Optional.empty(), "postgres", RealDatabase.MASTER_PASSWORD));
            real.run("ALTER ROLE postgres PASSWORD '" + RealDatabase.MASTER_PASSWORD + "'");
            // the library lets everybody in, and then no login would prove anything
            Files.write(data.resolve("pg_hba.conf"), List.of("host all all 127.0.0.1/32 scram-sha-256"));
            reload(real);
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns TLS on or off. */
    static void tls(boolean on) {
        RealDatabase real = get();
        real.run("ALTER SYSTEM SET ssl = " + on);
        reload(real);
    }

    /** The server reads its files again some moments after the call. */
    private static void reload(RealDatabase real) {
        String before = loaded(real);
        do {
            real.run("SELECT pg_reload_conf()");
        } while (loaded(real).equals(before) || real.accepts("postgres", "wrong"));
    }

    private static String loaded(RealDatabase real) {
        return real.run("SELECT pg_conf_load_time()::text").get(0);
    }
}
