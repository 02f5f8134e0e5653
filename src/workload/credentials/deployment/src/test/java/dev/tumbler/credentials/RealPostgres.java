package dev.tumbler.credentials;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that checks the password of {@code orders}, and lets {@code postgres} in without one. */
public final class RealPostgres implements QuarkusTestResourceLifecycleManager {
    private Path folder;
    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("credentials-postgres");
            Path data = folder.resolve("data");
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .start();
            // the library lets everybody in, and then no login would prove anything
            Files.write(
                    data.resolve("pg_hba.conf"),
                    List.of("host all postgres 127.0.0.1/32 trust", "host all all 127.0.0.1/32 scram-sha-256"));
            execute(server.getPort(), "create role orders login password 'first'", "select pg_reload_conf()");
            return Map.of("postgres.port", String.valueOf(server.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void changePassword(int port, String password) {
        execute(port, "alter role orders password '" + password + "'");
    }

    private static void execute(int port, String... statements) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void stop() {
        try {
            server.close();
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
