package dev.tumbler.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.WithTestResource;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several reactive data sources, of which one has its credentials from a secret: the others get theirs as ever. */
@WithTestResource(RealPostgres.class)
class NamedDataSourcesTest {
    private static final String URL = "postgresql://127.0.0.1:${postgres.port}/postgres";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    archive -> archive.addClasses(RealPostgres.class, StoredSecret.class, FixedCredentials.class))
            .overrideConfigKey("quarkus.datasource.jdbc", "false")
            .overrideConfigKey("quarkus.datasource.secret.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.secret.jdbc", "false")
            .overrideConfigKey("quarkus.datasource.secret.reactive.url", "postgresql://in-the-secret/in-the-secret")
            .overrideConfigKey("quarkus.datasource.secret.credentials-provider", "orders")
            .overrideConfigKey("quarkus.datasource.secret.credentials-provider-name", SecretsManagerCredentials.BEAN)
            .overrideConfigKey("quarkus.secretsmanager-credentials.orders.secret-id", "orders/database")
            .overrideConfigKey("quarkus.datasource.fixed.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.fixed.jdbc", "false")
            .overrideConfigKey("quarkus.datasource.fixed.reactive.url", URL)
            .overrideConfigKey("quarkus.datasource.fixed.credentials-provider", "orders")
            .overrideConfigKey("quarkus.datasource.fixed.credentials-provider-name", "fixed")
            .overrideConfigKey("quarkus.datasource.plain.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.plain.jdbc", "false")
            .overrideConfigKey("quarkus.datasource.plain.reactive.url", URL)
            .overrideConfigKey("quarkus.datasource.plain.username", "postgres")
            .overrideConfigKey("quarkus.datasource.plain.password", "anything");

    @Inject
    @ReactiveDataSource("secret")
    Pool secret;

    @Inject
    @ReactiveDataSource("fixed")
    Pool fixed;

    @Inject
    @ReactiveDataSource("plain")
    Pool plain;

    @ConfigProperty(name = "postgres.port")
    int port;

    private static String whoAmI(Pool pool) {
        return pool.query("select current_user")
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** The server may be that of another test. */
    @BeforeEach
    void begin() {
        RealPostgres.changePassword(port, "first");
    }

    @Test
    void eachLogsInWithItsOwnCredentials() {
        assertThat(whoAmI(secret)).isEqualTo("orders");
        assertThat(whoAmI(fixed)).isEqualTo("orders");
        assertThat(whoAmI(plain)).isEqualTo("postgres");
    }
}
