package dev.tumbler.credentials;

import io.quarkus.arc.Unremovable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.Utils;
import io.vertx.sqlclient.spi.ConnectionFactory;
import io.vertx.sqlclient.spi.Driver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reactive pools whose new connections log in with what a secret says at that moment. Data sources of the Quarkus extension for
 * PostgreSQL get theirs by themselves; other pools are made here.
 */
@Singleton
@Unremovable
public final class SecretPools {
    private final SecretsManagerCredentials credentials;

    /** Pools whose secrets these credentials name. */
    @Inject
    public SecretPools(SecretsManagerCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Makes a pool.
     *
     * @param name the secret, as in {@code quarkus.secretsmanager-credentials.<name>.secret-id}
     * @param driver for instance {@code MySQLDriver.INSTANCE}
     * @param servers how to reach them, apart from user and password; new connections go to each in turn
     * @param copy for instance {@code MySQLConnectOptions::new}
     */
    public <O extends SqlConnectOptions> Pool create(
            String name, Driver driver, Vertx vertx, List<O> servers, UnaryOperator<O> copy, PoolOptions options) {
        Supplier<Future<O>> turns = Utils.roundRobinSupplier(servers);
        ConnectionFactory connections = driver.createConnectionFactory(vertx, turns);
        boolean takesAddress = credentials.takesAddress(name);
        CloseFuture end = new CloseFuture();
        end.add(connections);
        ((VertxInternal) vertx).addCloseHook(end);
        return opening(
                driver.newPool(vertx, turns, options, end),
                new SecretLogins(
                        connections,
                        credentials.secret(name),
                        each -> turns.get().map(server -> with(each, copy.apply(server), takesAddress)),
                        taken -> credentials.accepted(name, taken)));
    }

    /** The one place where a pool lets a refused login be seen: what would replace it only supplies options. */
    @SuppressWarnings("deprecation")
    private static Pool opening(Pool pool, SecretLogins logins) {
        return pool.connectionProvider(logins);
    }

    private static SqlConnectOptions with(Credentials credentials, SqlConnectOptions options, boolean takesAddress) {
        options.setUser(credentials.username()).setPassword(credentials.password());
        if (takesAddress) {
            credentials.address().host().ifPresent(options::setHost);
            credentials.address().port().ifPresent(options::setPort);
            credentials.address().database().ifPresent(options::setDatabase);
        }
        return options;
    }
}
