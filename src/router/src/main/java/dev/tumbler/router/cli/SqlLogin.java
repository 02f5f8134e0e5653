package dev.tumbler.router.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries passwords on a database server, each with a connection of its own. */
final class SqlLogin implements Login, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final String POSTGRES = "postgres";

    private final Vertx vertx = Vertx.vertx();
    private final String engine;

    /** Speaks to servers of this engine of RDS. */
    SqlLogin(String engine) {
        this.engine = engine;
    }

    /** Logs in, asks the server who we are, and leaves. */
    @Override
    public Outcome attempt(String host, int port, MasterCredentials credentials) {
        try {
            return await(host, port, connect(host, port, credentials).compose(SqlLogin::whoAmI));
        } catch (ExecutionException failure) {
            return refused(host, port, failure.getCause());
        }
    }

    /** Logs in, has a statement carried out, and leaves. */
    void execute(String host, int port, MasterCredentials credentials, String statement) {
        try {
            await(host, port, connect(host, port, credentials).compose(connection -> connection
                    .query(statement)
                    .execute()
                    .eventually(() -> connection.close())));
        } catch (ExecutionException failure) {
            // without the statement, which may carry a password
            throw new PlainFailure("the database at " + host + ":" + port + " refused a statement", failure.getCause());
        }
    }

    /** A command has nothing else to do, so its own thread waits. */
    private static <T> T await(String host, int port, Future<T> answer) throws ExecutionException {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException silence) {
            throw new PlainFailure("the database at " + host + ":" + port + " did not answer a login", silence);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while logging in", interrupted);
        }
    }

    private Future<? extends SqlConnection> connect(String host, int port, MasterCredentials credentials) {
        if (engine.equals(POSTGRES)) {
            PgConnectOptions options = new PgConnectOptions().setDatabase(POSTGRES);
            return PgConnection.connect(vertx, filled(options, host, port, credentials));
        }
        return MySQLConnection.connect(vertx, filled(new MySQLConnectOptions(), host, port, credentials));
    }

    private static <T extends SqlConnectOptions> T filled(
            T options, String host, int port, MasterCredentials credentials) {
        options.setHost(host)
                .setPort(port)
                .setUser(credentials.userName())
                .setPassword(credentials.password())
                .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
        return options;
    }

    private static Future<Outcome> whoAmI(SqlConnection connection) {
        return connection
                .query("select current_user")
                .execute()
                .<Outcome>map(
                        rows -> new Outcome.Accepted(rows.iterator().next().getString(0)))
                .eventually(() -> connection.close());
    }

    private static Outcome refused(String host, int port, Throwable failure) {
        if (failure instanceof DatabaseException answer) {
            return new Outcome.Refused(answer.getSqlState());
        }
        throw new PlainFailure(
                "the database at " + host + ":" + port + " cannot be reached: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
