package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tumbler.store.contract.LocalDynamoDb;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * The whole API as it is deployed: the front door behind its address, and the functions that hear of work over a bus. Clients
 * are AWS's own.
 */
@Tag("deployed")
@Tag("every-function")
@OneProcess
class DeployedApiIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static DeployedApi api;
    private static AwsClients deployed;
    private static AwsClients local;
    private static ManagedInstance server;

    @BeforeAll
    static void deploy() {
        assumeTrue(LocalDynamoDb.reasonToSkip().isEmpty(), () -> LocalDynamoDb.reasonToSkip()
                .orElseThrow());
        api = DeployedApi.in(folder);
        deployed = AwsClients.of(api.caller());
        local = api.deployment().router().clients();
        server = ManagedInstance.create(local, "server");
    }

    @AfterAll
    static void remove() {
        if (api != null) {
            deployed.close();
            local.close();
            api.close();
        }
    }

    private static void makeUser(String name) {
        try (Login login = new Login()) {
            login.execute(server.port(), server.secret(), "create role " + name + " login password 'first-one-1'");
        }
    }

    @Test
    void anSdkFindsEveryOperationAtOneAddress() {
        deployed.secrets().createSecret(each -> each.name("api").secretString("first"));
        deployed.secrets().putSecretValue(each -> each.secretId("api").secretString("second"));

        assertThat(deployed.secrets()
                        .getSecretValue(each -> each.secretId("api"))
                        .secretString())
                .isEqualTo("second");
        assertThatThrownBy(() -> deployed.secrets().getSecretValue(each -> each.secretId("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Secrets Manager can't find the specified secret.");
        assertThat(deployed.rds().describeDBEngineVersions().dbEngineVersions()).isEmpty();
    }

    @Test
    void aStrangerIsTurnedAway() {
        try (AwsClients stranger = AwsClients.of(api.stranger())) {
            assertThatThrownBy(() -> stranger.secrets().listSecrets())
                    .isInstanceOfSatisfying(SecretsManagerException.class, refusal -> assertThat(
                                    refusal.awsErrorDetails().errorCode())
                            .isEqualTo("UnrecognizedClientException"));
        }
    }

    @Test
    void aRotationChangesThePasswordOfARealUser() {
        makeUser("app");
        String before = new JsonObject()
                .put("engine", "postgres")
                .put("host", "127.0.0.1")
                .put("port", server.port())
                .put("username", "app")
                .put("password", "first-one-1")
                .put("dbname", "postgres")
                .encode();
        deployed.secrets().createSecret(each -> each.name("app").secretString(before));

        String version = deployed.secrets()
                .rotateSecret(each ->
                        each.secretId("app").rotationLambdaARN(api.rotation().arn()))
                .versionId();

        Await.until(
                "the rotation is done",
                PATIENCE,
                () -> version.equals(deployed.secrets()
                        .getSecretValue(each -> each.secretId("app"))
                        .versionId()));
        try (Login login = new Login()) {
            String now = deployed.secrets()
                    .getSecretValue(each -> each.secretId("app"))
                    .secretString();
            assertThat(login.attempt(server.port(), now)).isEqualTo(ACCEPTED);
            assertThat(login.attempt(server.port(), before)).isEqualTo(WRONG_PASSWORD);
        }
    }

    @Test
    void theMasterPasswordOfAnAttachedServerIsManaged() {
        makeUser("owner");
        deployed.rds().createDBInstance(each -> each.dbInstanceIdentifier("own")
                .engine("postgres")
                .dbInstanceClass("db.t3.micro")
                .allocatedStorage(20)
                .masterUserPassword("first-one-1")
                .tags(attachedTo("owner")));
        awaitStatus("own", "available");

        deployed.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("own").manageMasterUserPassword(true));
        Await.until(
                "the secret is active",
                PATIENCE,
                () -> instance("own").masterUserSecret() != null
                        && instance("own").masterUserSecret().secretStatus().equals("active")
                        && instance("own").dbInstanceStatus().equals("available"));
        String first = masterSecret();

        deployed.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("own")
                .rotateMasterUserPassword(true)
                .applyImmediately(true));
        Await.until("it is rotated", PATIENCE, () -> !masterSecret().equals(first));
        try (Login login = new Login()) {
            assertThat(login.attempt(server.port(), masterSecret())).isEqualTo(ACCEPTED);
            assertThat(login.attempt(server.port(), first)).isEqualTo(WRONG_PASSWORD);
        }
    }

    private static software.amazon.awssdk.services.rds.model.Tag attachedTo(String user) {
        return software.amazon.awssdk.services.rds.model.Tag.builder()
                .key("tumbler:attach")
                .value("postgres://" + user + "@127.0.0.1:" + server.port() + "/postgres")
                .build();
    }

    private static String masterSecret() {
        String arn = instance("own").masterUserSecret().secretArn();
        return deployed.secrets().getSecretValue(each -> each.secretId(arn)).secretString();
    }

    private static DBInstance instance(String identifier) {
        DescribeDbInstancesResponse found =
                deployed.rds().describeDBInstances(each -> each.dbInstanceIdentifier(identifier));
        return found.dbInstances().get(0);
    }

    private static void awaitStatus(String identifier, String status) {
        Await.until(identifier + " is " + status, PATIENCE, () -> instance(identifier)
                .dbInstanceStatus()
                .equals(status));
    }
}
