package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application behind AWS's Advanced JDBC Wrapper, which opens connections all the time while the master password rotates.
 *
 * <p>Its plugin {@code awsSecretsManager} keeps a password until the database refuses it, reads AWSCURRENT once more, and logs in
 * once more. It knows nothing of AWSPENDING, so in the gap of a rotation it reads what was just refused.
 */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class JdbcWrapperIT {
    private static final int ROTATIONS = 3;

    private static Endpoint endpoint;
    private static Map<String, String> keys;

    @BeforeAll
    static void start(Endpoint shared) {
        endpoint = shared;
        keys = Map.of(
                "aws.accessKeyId",
                        shared.caller().credentials().resolveCredentials().accessKeyId(),
                "aws.secretAccessKey",
                        shared.caller().credentials().resolveCredentials().secretAccessKey());
        keys.forEach(System::setProperty);
    }

    @AfterAll
    static void stop() {
        keys.keySet().forEach(System::clearProperty);
    }

    /** What came of the connections that were opened during the rotations, and how the first one after them went. */
    private record Outcome(int opened, List<SQLException> failures) {}

    private static Outcome connectThroughRotations(ManagedInstance instance, String server) throws SQLException {
        String url = "jdbc:aws-wrapper:" + server + "?wrapperPlugins=awsSecretsManager&secretsManagerSecretId="
                + instance.secretArn() + "&secretsManagerRegion=" + endpoint.region() + "&secretsManagerEndpoint="
                + endpoint.caller().addressOf("secretsmanager");
        AtomicBoolean rotating = new AtomicBoolean(true);
        CompletableFuture<Outcome> application = CompletableFuture.supplyAsync(() -> connectWhile(rotating, url));
        try {
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                instance.startRotation();
                instance.awaitRotated();
                connect(url);
            }
        } finally {
            rotating.set(false);
        }
        return application.join();
    }

    private static Outcome connectWhile(AtomicBoolean rotating, String url) {
        int opened = 0;
        List<SQLException> failures = new ArrayList<>();
        while (rotating.get()) {
            try {
                connect(url);
                opened++;
            } catch (SQLException failure) {
                failures.add(failure);
            }
        }
        return new Outcome(opened, failures);
    }

    private static void connect(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void onMariaDbNoConnectionFails() throws SQLException {
        ManagedInstance instance = ManagedInstance.create(endpoint.clients(), "wrapped-mariadb", "mariadb");
        try {
            Outcome outcome = connectThroughRotations(instance, "mariadb://127.0.0.1:" + instance.port() + "/");
            assertThat(outcome.opened()).isPositive();
            assertThat(outcome.failures()).isEmpty();
        } finally {
            instance.delete();
        }
    }

    /** Who is refused in the gap has to try again, and gets in at the first try after it. */
    @Test
    void onPostgresConnectionsAreRefusedInTheGapAndNeverAfterIt() throws SQLException {
        ManagedInstance instance = ManagedInstance.create(endpoint.clients(), "wrapped-postgres");
        try {
            Outcome outcome =
                    connectThroughRotations(instance, "postgresql://127.0.0.1:" + instance.port() + "/postgres");
            assertThat(outcome.opened()).isPositive();
            assertThat(outcome.failures()).extracting(SQLException::getSQLState).containsOnly(Login.WRONG_PASSWORD);
        } finally {
            instance.delete();
        }
    }
}
