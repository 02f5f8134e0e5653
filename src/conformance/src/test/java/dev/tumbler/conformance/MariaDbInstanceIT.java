package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.ACCESS_DENIED;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * Master passwords of MariaDB and MySQL instances, each proven by logins. Both engines have one instance for all tests. A
 * rotation keeps the password before it until the next one.
 */
@OwnRouter
class MariaDbInstanceIT {
    private static final int ROTATIONS = 3;

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static Login login;

    @BeforeAll
    static void start() {
        router = RouterProcess.start(folder.resolve("data"));
        aws = router.clients();
        login = Login.onMariaDb();
        ManagedInstance.create(aws, "on-mariadb", "mariadb");
        aws.rds().createDBInstance(asInTheGuide("on-mysql"));
        new ManagedInstance(aws, "on-mysql").awaitAvailable();
    }

    /** With the parameters that AWS's guide has in its example, and no name for the master user. */
    private static CreateDbInstanceRequest asInTheGuide(String identifier) {
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(identifier)
                .engine("mysql")
                .engineVersion("8.0.30")
                .dbInstanceClass("db.r5b.large")
                .allocatedStorage(200)
                .manageMasterUserPassword(true)
                .build();
    }

    @AfterAll
    static void stop() {
        login.close();
        aws.close();
        router.close();
    }

    private static ManagedInstance on(String engine) {
        return new ManagedInstance(aws, "on-" + engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void rotationsInARowAreEachProvenByAcceptedAndRefusedLogins(String engine) {
        ManagedInstance instance = on(engine);
        int port = instance.port();
        List<String> passed = new ArrayList<>(List.of(instance.secret()));
        for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
            instance.startRotation();
            instance.awaitRotated();
            passed.add(instance.secret());

            assertThat(passed).doesNotHaveDuplicates();
            assertThat(login.attempt(port, passed.get(rotation))).isEqualTo(ACCEPTED);
            assertThat(login.attempt(port, passed.get(rotation - 1)))
                    .as("until the next rotation")
                    .isEqualTo(ACCEPTED);
            assertRefused(port, passed.subList(0, rotation - 1));
        }
    }

    private static void assertRefused(int port, List<String> secrets) {
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(login.attempt(port, secret)).isEqualTo(ACCESS_DENIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void rotateSecretChangesTheServersPasswordToo(String engine) {
        ManagedInstance instance = on(engine);
        String first = instance.secret();
        for (int rotation = 1; rotation <= 2; rotation++) {
            aws.secrets().rotateSecret(each -> each.secretId(instance.secretArn()));
            instance.awaitRotated();
            assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        }
        assertRefused(instance.port(), List.of(first));
    }

    @Test
    void managementIsTurnedOffAndOnAgain() {
        ManagedInstance instance = on("mariadb");
        String arn = instance.secretArn();
        String managed = instance.secret();

        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("on-mariadb")
                .manageMasterUserPassword(false)
                .masterUserPassword("chosen-by-hand-1"));
        instance.awaitAvailable();
        assertThat(login.attempt(instance.port(), "orders_admin", "chosen-by-hand-1"))
                .isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), managed)).isEqualTo(ACCESS_DENIED);
        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(arn)));

        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("on-mariadb")
                .manageMasterUserPassword(true));
        instance.awaitAvailable();
        assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), "orders_admin", "chosen-by-hand-1"))
                .isEqualTo(ACCESS_DENIED);
    }

    @Test
    void mysqlSaysPlainlyThatMariaDbRuns() throws IOException {
        DBInstance described = on("mysql").describe();
        String runs = described.tagList().stream()
                .filter(tag -> tag.key().equals("tumbler:runs-on"))
                .map(Tag::value)
                .findFirst()
                .orElseThrow();
        assertThat(described.engine()).isEqualTo("mysql");
        assertThat(described.engineVersion()).isEqualTo("8.0.30");
        assertThat(described.masterUsername()).isEqualTo("admin");
        assertThat(runs).startsWith("mariadb ");
        assertThat(router.log()).contains("DB instance on-mysql: mysql 8.0.30 runs on " + runs);
        String port = Integer.toString(router.endpoint().getPort());
        assertThat(RouterProcess.run(folder, "status", "--port", port).output())
                .contains("mysql 8.0.30 (runs on " + runs + ")");
    }

    @Test
    void theDataOutliveAKilledRouter() {
        ManagedInstance before = on("mysql");
        int port = before.port();
        login.execute(port, before.secret(), "create database kept");
        login.execute(port, before.secret(), "create table kept.orders as select 1 as id");

        router.kill();
        aws.close();
        router = RouterProcess.start(folder.resolve("data"));
        aws = router.clients();

        ManagedInstance after = on("mysql");
        assertThat(after.port()).isEqualTo(port);
        assertThat(login.execute(port, after.secret(), "select * from kept.orders"))
                .isEqualTo(1);
    }

    @Test
    void deletingTheInstanceRemovesItsSecretServerAndData() {
        aws.rds()
                .createDBInstance(ManagedInstance.request("deleted", "mariadb").toBuilder()
                        .dbName("orders")
                        .build());
        ManagedInstance instance = new ManagedInstance(aws, "deleted").awaitAvailable();
        String arn = instance.secretArn();
        String resourceId = instance.describe().dbiResourceId();
        login.execute(instance.port(), instance.secret(), "create table orders.lines (id int)");

        instance.delete();

        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(arn)));
        assertThat(folder.resolve("data").resolve("databases").resolve(resourceId))
                .doesNotExist();
    }
}
