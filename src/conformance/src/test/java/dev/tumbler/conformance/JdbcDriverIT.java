package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application behind AWS's JDBC driver: it names a secret where others name a user, and knows no password. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class JdbcDriverIT {
    private static Endpoint endpoint;
    private static ManagedInstance instance;
    private static Map<String, String> settings;

    /** The driver reads its settings once, when it is loaded: here, for nothing else in this suite speaks JDBC. */
    @BeforeAll
    static void start(Endpoint shared) throws Exception {
        endpoint = shared;
        settings = Map.of(
                "drivers.vpcEndpointUrl",
                        shared.caller().addressOf("secretsmanager").toString(),
                "drivers.vpcEndpointRegion", shared.region(),
                "aws.accessKeyId",
                        shared.caller().credentials().resolveCredentials().accessKeyId(),
                "aws.secretAccessKey",
                        shared.caller().credentials().resolveCredentials().secretAccessKey());
        settings.forEach(System::setProperty);
        Class.forName("com.amazonaws.secretsmanager.sql.AWSSecretsManagerPostgreSQLDriver");
        instance = ManagedInstance.create(shared.clients(), "behind-jdbc");
    }

    @AfterAll
    static void stop() {
        instance.delete();
        settings.keySet().forEach(System::clearProperty);
    }

    @Test
    void loginsGoOnThroughRotationsOfTheMasterPassword() throws Exception {
        String arn = instance.secretArn();
        String url = "jdbc-secretsmanager:postgresql://127.0.0.1:" + instance.port() + "/postgres";
        try (Connection early = DriverManager.getConnection(url, arn, null)) {
            assertThat(whoAmI(early)).isEqualTo("orders_admin");
            for (int rotation = 1; rotation <= 2; rotation++) {
                String before = instance.secret();
                instance.startRotation();
                instance.awaitRotated();
                assertThat(instance.secret()).isNotEqualTo(before);

                try (Connection late = DriverManager.getConnection(url, arn, null)) {
                    assertThat(whoAmI(late)).as("after rotation %d", rotation).isEqualTo("orders_admin");
                }
            }
            assertThat(whoAmI(early)).as("the connection from before").isEqualTo("orders_admin");
        }
    }

    /** A secret that says where its database is stands for the whole address. */
    @Test
    void aPasswordThatWasChangedByHandIsFoundAgain() throws Exception {
        String name = endpoint.unique("behind-jdbc/reader");
        execute("create role reader login password 'first'");
        endpoint.secrets().createSecret(each -> each.name(name)
                .secretString(reader("first").encode()));
        assertThat(loginBySecret(name)).isEqualTo("reader");

        execute("alter role reader password 'second'");
        endpoint.secrets().putSecretValue(each -> each.secretId(name)
                .secretString(reader("second").encode()));
        assertThat(loginBySecret(name)).isEqualTo("reader");
    }

    private static JsonObject reader(String password) {
        return new JsonObject()
                .put("engine", "postgres")
                .put("host", "127.0.0.1")
                .put("port", instance.port())
                .put("dbname", "postgres")
                .put("username", "reader")
                .put("password", password);
    }

    private static void execute(String statement) {
        try (Login login = new Login()) {
            login.execute(instance.port(), instance.secret(), statement);
        }
    }

    private static String loginBySecret(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(name, name, null)) {
            return whoAmI(connection);
        }
    }

    private static String whoAmI(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
