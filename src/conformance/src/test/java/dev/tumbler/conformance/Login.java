package dev.tumbler.conformance;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.util.concurrent.CompletionException;

/** Tries a password on a PostgreSQL server. */
final class Login implements AutoCloseable {
    static final String ACCEPTED = "accepted";
    static final String WRONG_PASSWORD = "28P01";

    private final Vertx vertx = Vertx.vertx();

    /** {@link #ACCEPTED}, or the SQLSTATE with which the server refused. */
    String attempt(int port, String user, String password) {
        try {
            run(port, user, password, "select 1");
            return ACCEPTED;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof PgException refusal) {
                return refusal.getSqlState();
            }
            throw failure;
        }
    }

    /** Runs a statement as the user of a secret. */
    void execute(int port, String secretString, String statement) {
        JsonObject secret = new JsonObject(secretString);
        run(port, secret.getString("username"), secret.getString("password"), statement);
    }

    private void run(int port, String user, String password, String statement) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser(user)
                .setPassword(password);
        PgConnection.connect(vertx, options)
                .compose(connection -> connection.query(statement).execute().eventually(() -> connection.close()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** As above, with the user and password of a secret's JSON. */
    String attempt(int port, String secretString) {
        JsonObject secret = new JsonObject(secretString);
        return attempt(port, secret.getString("username"), secret.getString("password"));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
