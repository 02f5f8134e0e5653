package dev.tumbler.credentials;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Opens connections of a reactive pool, each with as many logins as it takes. */
final class SecretLogins implements Function<Context, Future<SqlConnection>> {
    private final ConnectionFactory connections;
    private final CachedSecret secret;
    private final Function<Credentials, Future<SqlConnectOptions>> options;

    SecretLogins(
            ConnectionFactory connections,
            CachedSecret secret,
            Function<Credentials, Future<SqlConnectOptions>> options) {
        this.connections = connections;
        this.secret = secret;
        this.options = options;
    }

    @Override
    public Future<SqlConnection> apply(Context context) {
        Instant deadline = secret.deadline();
        return on(context, secret.get()).compose(credentials -> login(context, credentials, deadline));
    }

    private Future<SqlConnection> login(Context context, Credentials credentials, Instant deadline) {
        return connections
                .connect(context, options.apply(credentials))
                .onSuccess(connection -> secret.accepted(credentials))
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
