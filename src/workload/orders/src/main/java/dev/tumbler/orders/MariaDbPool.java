package dev.tumbler.orders;

import dev.tumbler.credentials.SecretPools;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.spi.MySQLDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The pool in the build for MariaDB, in the place of the one for PostgreSQL that Quarkus makes. */
@IfBuildProfile("mariadb")
final class MariaDbPool {
    private MariaDbPool() {}

    @Produces
    @ApplicationScoped
    @Unremovable
    static Pool pool(
            SecretPools pools,
            Vertx vertx,
            @ConfigProperty(name = "orders.database") String database,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int maxSize,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-lifetime") Duration maxLifetime) {
        PoolOptions options = new PoolOptions()
                .setMaxSize(maxSize)
                .setMaxLifetime(Math.toIntExact(maxLifetime.toMillis()))
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS);
        return pools.create(
                "orders",
                MySQLDriver.INSTANCE,
                vertx,
                List.of(MySQLConnectOptions.fromUri("mysql://" + database).setCachePreparedStatements(true)),
                MySQLConnectOptions::new,
                options);
    }
}
