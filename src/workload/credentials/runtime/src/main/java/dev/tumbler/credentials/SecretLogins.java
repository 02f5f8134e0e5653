package dev.tumbler.credentials;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens connections of a reactive pool, each with as many logins as it takes. */
final class SecretLogins implements Function<Context, Future<SqlConnection>> {
    private final ConnectionFactory connections;
    private final CachedSecret secret;
    private final Function<Credentials, Future<SqlConnectOptions>> options;
    private final Consumer<Credentials> accepted;

    SecretLogins(
            ConnectionFactory connections,
            CachedSecret secret,
            Function<Credentials, Future<SqlConnectOptions>> options,
            Consumer<Credentials> accepted) {
        this.connections = connections;
        this.secret = secret;
        this.options = options;
        this.accepted = accepted;
    }

    @Override
    public Future<SqlConnection> apply(Context context) {
        Instant deadline = secret.deadline();
        return on(context, secret.get()).compose(credentials -> login(context, credentials, deadline));
    }

    private Future<SqlConnection> login(Context context, Credentials credentials, Instant deadline) {
        return connections
                .connect(context, options.apply(credentials))
                .onSuccess(connection -> accepted.accept(credentials))
                .recover(failure -> failure instanceof DatabaseException refusal && Refusal.is(refusal.getSqlState())
                        ? again(context, credentials, deadline, failure)
                        : Future.failedFuture(failure));
    }

    private Future<SqlConnection> again(Context context, Credentials refused, Instant deadline, Throwable failure) {
        return on(context, secret.afterRefusal(refused, deadline))
                .recover(givenUp -> {
                    failure.addSuppressed(givenUp);
                    return Future.failedFuture(failure);
                })
                .compose(next -> login(context, next, deadline));
    }

    private static <T> Future<T> on(Context context, CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
