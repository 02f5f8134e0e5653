package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.WithTestResource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An application with a reactive and a JDBC data source, whose password changes while they are in use. The address of its
 * database stands in the secret alone.
 */
@WithTestResource(RealPostgres.class)
class DataSourcesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    archive -> archive.addClasses(RealPostgres.class, StoredSecret.class, TakenVersions.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.credentials-provider", "orders")
            .overrideConfigKey("quarkus.datasource.jdbc.driver", "dev.tumbler.credentials.SecretsManagerDriver")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:postgresql://in-the-secret/in-the-secret")
            .overrideConfigKey("quarkus.datasource.jdbc.pooling-enabled", "false")
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://in-the-secret/in-the-secret")
            .overrideConfigKey("quarkus.secretsmanager-credentials.orders.secret-id", "orders/database")
            .overrideConfigKey("quarkus.secretsmanager-credentials.orders.login-timeout", "1s");

    @Inject
    AgroalDataSource jdbc;

    @Inject
    Pool reactive;

    @Inject
    StoredSecret secret;

    @Inject
    TakenVersions versions;

    @ConfigProperty(name = "postgres.port")
    int port;

    @BeforeEach
    void begin() {
        change("first");
        secret.put("AWSCURRENT", "first");
    }

    @AfterEach
    void end() {
        secret.remove("AWSPENDING");
    }

    private void change(String password) {
        RealPostgres.changePassword(port, password);
    }

    /** Nobody gives the connection back, so that the next one is a new one too. */
    private CompletableFuture<SqlConnection> reactively() {
        return reactive.getConnection().toCompletionStage().toCompletableFuture();
    }

    private void byJdbc() throws SQLException {
        jdbc.getConnection().close();
    }

    @Test
    void bothLogInWithWhatTheSecretSays() throws Exception {
        reactively().join();
        byJdbc();
    }

    @Test
    void aNewConnectionLogsInWithTheNewPassword() throws Exception {
        reactively().join();
        byJdbc();
        change("second");
        secret.put("AWSCURRENT", "second");

        reactively().join();
        byJdbc();
    }

    @Test
    void inTheGapThePendingPasswordIsTaken() throws Exception {
        reactively().join();
        change("second");
        secret.put("AWSPENDING", "second");

        reactively().join();
        byJdbc();
        LoginAccepted second = new LoginAccepted("orders", "second");
        assertThat(versions.logins).endsWith(second, second);
    }

    @Test
    void aConnectionWaitsForTheLabelToMove() {
        reactively().join();
        change("second");
        CompletableFuture<SqlConnection> waiting = reactively();
        assertThat(waiting).isNotDone();

        secret.put("AWSCURRENT", "second");
        waiting.join();
    }

    @Test
    void aPasswordThatNobodyKnowsIsRefusedInTheDatabasesWords() {
        change("unknown");

        assertThatThrownBy(() -> reactively().join()).hasMessageContaining("password authentication failed");
        assertThatThrownBy(this::byJdbc).hasStackTraceContaining("password authentication failed");
    }
}
