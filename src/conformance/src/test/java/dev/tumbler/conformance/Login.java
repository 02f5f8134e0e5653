package dev.tumbler.conformance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.CompletionException;

/** Tries a password on a server. */
final class Login implements AutoCloseable {
    static final String ACCEPTED = "accepted";

    /** What PostgreSQL answers. */
    static final String WRONG_PASSWORD = "28P01";

    /** What MariaDB answers. */
    static final String ACCESS_DENIED = "28000";

    private final Vertx vertx = Vertx.vertx();
    private final Protocol protocol;

    /** How a server is spoken to. */
    private interface Protocol {
        Future<? extends SqlConnection> connect(Vertx vertx, int port, String user, String password);
    }

    private Login(Protocol protocol) {
        this.protocol = protocol;
    }

    /** On PostgreSQL servers. */
    Login() {
        this(Login::connectPostgres);
    }

    /** On MariaDB servers. */
    static Login onMariaDb() {
        return new Login(Login::connectMariaDb);
    }

    private static Future<PgConnection> connectPostgres(Vertx vertx, int port, String user, String password) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser(user)
                .setPassword(password);
        return PgConnection.connect(vertx, options);
    }

    private static Future<MySQLConnection> connectMariaDb(Vertx vertx, int port, String user, String password) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser(user)
                .setPassword(password);
        return MySQLConnection.connect(vertx, options);
    }

    /** {@link #ACCEPTED}, or the SQLSTATE with which the server refused. */
    String attempt(int port, String user, String password) {
        try {
            run(port, user, password, "select 1");
            return ACCEPTED;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof DatabaseException refusal) {
                return refusal.getSqlState();
            }
            throw failure;
        }
    }

    /** Runs a statement as the user of a secret; answers how many rows came back. */
    int execute(int port, String secretString, String statement) {
        JsonObject secret = new JsonObject(secretString);
        return run(port, secret.getString("username"), secret.getString("password"), statement);
    }

    /** Runs a statement as the user of a secret; answers the first column of the first row. */
    String text(int port, String secretString, String statement) {
        JsonObject secret = new JsonObject(secretString);
        return rows(port, secret.getString("username"), secret.getString("password"), statement)
                .iterator()
                .next()
                .getString(0);
    }

    private int run(int port, String user, String password, String statement) {
        return rows(port, user, password, statement).size();
    }

    private RowSet<Row> rows(int port, String user, String password, String statement) {
        return protocol.connect(vertx, port, user, password)
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
