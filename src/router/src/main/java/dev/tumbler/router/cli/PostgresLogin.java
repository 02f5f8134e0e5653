package dev.tumbler.router.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries passwords on a PostgreSQL server, each with a connection of its own. */
final class PostgresLogin implements Login, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();

    /** Logs in, asks the server who we are, and leaves. */
    @Override
    public Outcome attempt(String host, int port, MasterCredentials credentials) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase("postgres")
                .setUser(credentials.userName())
                .setPassword(credentials.password())
                .setSslMode(SslMode.DISABLE)
                .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
        try {
            // A command has nothing else to do, so its own thread waits.
            return PgConnection.connect(vertx, options)
                    .compose(PostgresLogin::whoAmI)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            return refused(host, port, failure.getCause());
        } catch (TimeoutException silence) {
            throw new PlainFailure("the database at " + host + ":" + port + " did not answer a login", silence);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while logging in", interrupted);
        }
    }

    private static Future<Outcome> whoAmI(PgConnection connection) {
        return connection
                .query("select current_user")
                .execute()
                .<Outcome>map(
                        rows -> new Outcome.Accepted(rows.iterator().next().getString(0)))
                .eventually(() -> connection.close());
    }

    private static Outcome refused(String host, int port, Throwable failure) {
        if (failure instanceof PgException answer) {
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
