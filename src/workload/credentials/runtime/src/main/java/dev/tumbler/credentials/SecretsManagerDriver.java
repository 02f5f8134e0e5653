package dev.tumbler.credentials;

import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.Logger;

/**
 * The JDBC driver of a data source whose credentials come from a secret: that of the database, with as many logins as it takes.
 * Named in {@code quarkus.datasource.jdbc.driver}; the URL stays that of the database's driver.
 *
 * <p>It blocks, as every JDBC driver does.
 */
public final class SecretsManagerDriver implements Driver {

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        String name = properties.getProperty(SecretsManagerCredentials.NAME);
        Driver driver = driverOf(url).orElse(null);
        if (driver == null || name == null) {
            return driver == null ? null : driver.connect(url, properties);
        }
        SecretsManagerCredentials credentials =
                Arc.container().instance(SecretsManagerCredentials.class).get();
        CachedSecret secret = credentials.secret(name);
        Instant deadline = secret.deadline();
        Credentials next = await(secret.get());
        while (true) {
            try {
                Address address = credentials.takesAddress(name) ? next.address() : Address.NONE;
                Connection connection = driver.connect(JdbcUrl.at(url, address), with(next, properties));
                credentials.accepted(name, next);
                return connection;
            } catch (SQLException failure) {
                next = afterFailure(secret, next, deadline, failure);
            }
        }
    }

    private static Credentials afterFailure(
            CachedSecret secret, Credentials tried, Instant deadline, SQLException failure) throws SQLException {
        if (!Refusal.is(failure.getSQLState())) {
            throw failure;
        }
        try {
            return await(secret.afterRefusal(tried, deadline));
        } catch (SQLException givenUp) {
            failure.addSuppressed(givenUp);
            throw failure;
        }
    }

    private static Properties with(Credentials credentials, Properties properties) {
        Properties all = new Properties();
        all.putAll(properties);
        all.remove(SecretsManagerCredentials.NAME);
        all.setProperty("user", credentials.username());
        all.setProperty("password", credentials.password());
        return all;
    }

    /** On the thread that opens the connection, which has nothing else to do. */
    private static Credentials await(CompletionStage<Credentials> stage) throws SQLException {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw new SQLException(failure.getCause().getMessage(), failure.getCause());
        }
    }

    private static Optional<Driver> driverOf(String url) throws SQLException {
        for (Driver each : ServiceLoader.load(Driver.class)) {
            if (!(each instanceof SecretsManagerDriver) && each.acceptsURL(url)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driverOf(url).isPresent();
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        Optional<Driver> driver = driverOf(url);
        return driver.isPresent() ? driver.get().getPropertyInfo(url, properties) : new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 0;
    }

    @Override
    public int getMinorVersion() {
        return 1;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("It logs nothing of its own");
    }
}
