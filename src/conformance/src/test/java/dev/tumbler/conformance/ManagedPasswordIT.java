package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Master passwords of PostgreSQL instances over their whole life, each proven by logins. */
@OwnRouter
class ManagedPasswordIT {

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static Login login;

    @BeforeAll
    static void start() {
        router = RouterProcess.start(folder.resolve("data"));
        aws = router.clients();
        login = new Login();
    }

    @AfterAll
    static void stop() {
        login.close();
        aws.close();
        router.close();
    }

    @Test
    void theAnswerToCreateNamesTheSecretBeforeTheServerIsThere() {
        CreateDbInstanceResponse created = aws.rds().createDBInstance(ManagedInstance.request("Answer-One"));

        DBInstance instance = created.dbInstance();
        assertThat(instance.dbInstanceIdentifier()).isEqualTo("answer-one");
        assertThat(instance.dbInstanceStatus()).isEqualTo("creating");
        assertThat(instance.endpoint()).isNull();
        assertThat(instance.masterUserSecret().secretStatus()).isEqualTo("creating");
        assertThat(instance.masterUserSecret().secretArn())
                .matches("arn:aws:secretsmanager:us-east-1:\\d{12}:secret:rds!db-[0-9a-f-]{36}-[A-Za-z0-9]{6}");
        assertThat(instance.masterUserSecret().kmsKeyId()).startsWith("arn:aws:kms:us-east-1:");
        new ManagedInstance(aws, "answer-one").awaitAvailable().delete();
    }

    @Test
    void theSecretIsTheOneThatRdsMakes() {
        ManagedInstance instance = ManagedInstance.create(aws, "secret-one");

        DescribeSecretResponse secret = aws.secrets().describeSecret(each -> each.secretId(instance.secretArn()));
        String arn = instance.describe().dbInstanceArn();
        assertThat(secret.owningService()).isEqualTo("rds");
        assertThat(secret.description()).isEqualTo("The secret associated with the primary RDS DB instance: " + arn);
        assertThat(secret.tags())
                .containsExactlyInAnyOrder(
                        Tag.builder()
                                .key("aws:rds:primaryDBInstanceArn")
                                .value(arn)
                                .build(),
                        Tag.builder()
                                .key("aws:secretsmanager:owningService")
                                .value("rds")
                                .build());
        assertThat(secret.rotationEnabled()).isTrue();
        assertThat(secret.rotationRules().automaticallyAfterDays()).isEqualTo(7);
        assertThat(secret.rotationLambdaARN()).isNull();
        assertThat(secret.kmsKeyId()).isNull();
        assertThat(new JsonObject(instance.secret()).fieldNames()).containsExactlyInAnyOrder("username", "password");
        assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), "orders_admin", "wrong-password"))
                .isEqualTo(WRONG_PASSWORD);
        instance.delete();
    }

    @Test
    void rotationsInARowAreEachProvenByAnAcceptedAndARefusedLogin() {
        rotateInARow(8);
    }

    @Test
    @org.junit.jupiter.api.Tag("nightly")
    void fiftyRotationsInARowAreEachProvenByAnAcceptedAndARefusedLogin() {
        rotateInARow(50);
    }

    private void rotateInARow(int rotations) {
        ManagedInstance instance = ManagedInstance.create(aws, "rotated");
        int port = instance.port();
        String before = instance.secret();
        for (int rotation = 1; rotation <= rotations; rotation++) {
            instance.startRotation();
            instance.awaitRotated();

            String after = instance.secret();
            assertThat(after).as("rotation %d", rotation).isNotEqualTo(before).hasSameSizeAs(before);
            assertThat(login.attempt(port, after)).as("rotation %d", rotation).isEqualTo(ACCEPTED);
            assertThat(login.attempt(port, before)).as("rotation %d", rotation).isEqualTo(WRONG_PASSWORD);
            before = after;
        }
        assertLabelsSettled(instance);
        instance.delete();
    }

    private static void assertLabelsSettled(ManagedInstance instance) {
        Map<String, List<String>> labels = aws.secrets()
                .describeSecret(each -> each.secretId(instance.secretArn()))
                .versionIdsToStages();
        assertThat(labels.values()).containsExactlyInAnyOrder(List.of("AWSCURRENT"), List.of("AWSPREVIOUS"));
    }

    @Test
    void modifyAnswersWhileTheRotationIsUnderWay() {
        ManagedInstance instance = ManagedInstance.create(aws, "under-way");

        ModifyDbInstanceResponse modified = aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("under-way")
                .rotateMasterUserPassword(true)
                .applyImmediately(true));

        assertThat(modified.dbInstance().masterUserSecret().secretStatus()).isEqualTo("rotating");
        instance.awaitRotated();
        instance.delete();
    }

    @Test
    void managementIsTurnedOffAndOnAgain() {
        ManagedInstance instance = ManagedInstance.create(aws, "switched");
        String firstArn = instance.secretArn();
        String managed = instance.secret();

        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("switched")
                .manageMasterUserPassword(false)
                .masterUserPassword("chosen-by-hand-1"));
        instance.awaitAvailable();
        assertThat(instance.describe().masterUserSecret()).isNull();
        assertThat(login.attempt(instance.port(), "orders_admin", "chosen-by-hand-1"))
                .isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), managed)).isEqualTo(WRONG_PASSWORD);
        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(firstArn)));

        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("switched").manageMasterUserPassword(true));
        instance.awaitAvailable();
        assertThat(instance.secretArn()).isNotEqualTo(firstArn);
        assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), "orders_admin", "chosen-by-hand-1"))
                .isEqualTo(WRONG_PASSWORD);
        instance.delete();
    }

    @Test
    void anUnmanagedPasswordIsSetAndChanged() {
        aws.rds()
                .createDBInstance(ManagedInstance.request("unmanaged").toBuilder()
                        .manageMasterUserPassword(null)
                        .masterUserPassword("first-password-1")
                        .dbName("orders")
                        .build());
        ManagedInstance instance = new ManagedInstance(aws, "unmanaged").awaitAvailable();
        assertThat(instance.describe().masterUserSecret()).isNull();
        assertThat(login.attempt(instance.port(), "orders_admin", "first-password-1"))
                .isEqualTo(ACCEPTED);

        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier("unmanaged")
                .masterUserPassword("second-password-2"));
        instance.awaitAvailable();
        assertThat(login.attempt(instance.port(), "orders_admin", "second-password-2"))
                .isEqualTo(ACCEPTED);
        assertThat(login.attempt(instance.port(), "orders_admin", "first-password-1"))
                .isEqualTo(WRONG_PASSWORD);
        instance.delete();
    }

    @Test
    void aSecretThatRdsOwnsIsNotForOthersToChange() {
        ManagedInstance instance = ManagedInstance.create(aws, "owned");
        String arn = instance.secretArn();

        SecretsManagerClient secrets = aws.secrets();
        assertOwned(() -> secrets.putSecretValue(each -> each.secretId(arn).secretString("stolen")));
        assertOwned(() -> secrets.updateSecret(each -> each.secretId(arn).description("mine")));
        assertOwned(() -> secrets.updateSecretVersionStage(
                each -> each.secretId(arn).versionStage("AWSCURRENT").removeFromVersionId("x".repeat(32))));
        assertOwned(() -> secrets.deleteSecret(each -> each.secretId(arn)));
        assertOwned(() -> secrets.deleteSecret(each -> each.secretId(arn).forceDeleteWithoutRecovery(true)));
        assertOwned(() -> secrets.replicateSecretToRegions(each -> each.secretId(arn)
                .addReplicaRegions(
                        ReplicaRegionType.builder().region("eu-west-3").build())));
        assertRefused(
                () -> secrets.rotateSecret(each ->
                        each.secretId(arn).rotationLambdaARN("arn:aws:lambda:us-east-1:123456789012:function:mine")),
                "InvalidRequestException",
                "Rotation Lambda ARN is not supported for a service-managed secret.");
        Tag own = Tag.builder().key("team").value("blue").build();
        secrets.tagResource(each -> each.secretId(arn).tags(own));
        assertThat(secrets.describeSecret(each -> each.secretId(arn)).tags()).contains(own);
        assertThat(login.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        instance.delete();
    }

    /** AWS documents how this text begins, and that it names the service. */
    private static void assertOwned(ThrowingCallable call) {
        assertRefused(call, "InvalidRequestException")
                .hasMessageContaining(
                        "This secret is managed by an AWS service, and you must use that service to update it.")
                .hasMessageContaining("rds");
    }

    @Test
    void deletingTheInstanceRemovesItsSecretServerAndData() throws Exception {
        ManagedInstance instance = ManagedInstance.create(aws, "deleted");
        String arn = instance.secretArn();
        String resourceId = instance.describe().dbiResourceId();

        instance.delete();

        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(arn)));
        assertThat(folder.resolve("data").resolve("databases").resolve(resourceId))
                .doesNotExist();
        assertThatThrownBy(() -> aws.rds().deleteDBInstance(each -> each.dbInstanceIdentifier("deleted")
                        .skipFinalSnapshot(true)))
                .isInstanceOfSatisfying(RdsException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("DBInstanceNotFound");
                    assertThat(refusal.statusCode()).isEqualTo(404);
                });
    }
}
