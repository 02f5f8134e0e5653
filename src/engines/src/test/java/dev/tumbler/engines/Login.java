package dev.tumbler.engines;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.Optional;

/** A client of a server. */
record Login(Vertx vertx, int port, String database, String user, String password) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Login to(String otherDatabase) {
        return new Login(vertx, port, otherDatabase, user, password);
    }

    /** Logs in, runs a statement, and answers the first column of its first row as text. */
    Optional<String> run(String statement) {
        PgConnection connection = PgConnection.connect(vertx, options()).await().atMost(PATIENCE);
        try {
            RowSet<Row> rows = connection.query(statement).execute().await().atMost(PATIENCE);
            return rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(String.valueOf(rows.iterator().next().getValue(0)));
        } finally {
            connection.closeAndAwait();
        }
    }

    void succeeds() {
        run("SELECT 1");
    }

    private PgConnectOptions options() {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password);
    }
}
