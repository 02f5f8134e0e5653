package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static dev.tumbler.conformance.Login.ACCESS_DENIED;
import static dev.tumbler.conformance.Login.WRONG_PASSWORD;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Managed passwords that cannot be rotated, because their key may not be used or the master user is locked out: the secret
 * is impaired, says why, and stays so until a rotation succeeds or management is turned off and on.
 */
@OneProcess
class ImpairedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static Login postgres;
    private static Login mariaDb;
    private static String key;
    private static ManagedInstance keyed;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
        aws = router.clients();
        postgres = new Login();
        mariaDb = Login.onMariaDb();
        key = createKey();
        keyed = createUnder(key, "keyed");
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
        aws.close();
        router.close();
    }

    private static String createKey() {
        return aws.kms().createKey().keyMetadata().arn();
    }

    private static ManagedInstance createUnder(String key, String identifier) {
        aws.rds()
                .createDBInstance(ManagedInstance.request(identifier).toBuilder()
                        .masterUserSecretKmsKeyId(key)
                        .build());
        return new ManagedInstance(aws, identifier).awaitAvailable();
    }

    /** Lets the pauses between the attempts pass. */
    private static void assertImpairedBecause(ManagedInstance instance, String reason) {
        Await.until("the secret is impaired", PATIENCE, () -> {
            router.advanceClock(PAUSE);
            return instance.describe().masterUserSecret().secretStatus().equals("impaired");
        });
        assertStaysImpaired(instance);
        RotatedSecret secret = new RotatedSecret(router, aws.secrets(), instance.secretArn());
        Await.until("it is told that " + reason, PATIENCE, () -> secret.events("RotationFailed").stream()
                .anyMatch(failure -> failure.getString("errorMessage").contains(reason)));
    }

    private static void assertStatusTells(ManagedInstance instance, String reason) throws IOException {
        String port = Integer.toString(router.endpoint().getPort());
        RouterProcess.Outcome run = RouterProcess.run(folder, "status", "--port", port);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines().filter(line -> line.contains("The secret of " + instance.identifier())))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(" is impaired: ")
                .contains(reason)
                .doesNotContain(new JsonObject(instance.secret()).getString("password"));
    }

    private static void assertStaysImpaired(ManagedInstance instance) {
        assertThat(instance.describe().dbInstanceStatus()).isEqualTo("available");
        assertThat(instance.describe().masterUserSecret().secretStatus()).isEqualTo("impaired");
    }

    private static void assertUnreadable(ManagedInstance instance, String reason) {
        assertRefused(
                instance::secret,
                "DecryptionFailure",
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + reason);
    }

    private static void assertKeyRefused(String identifier, String key) {
        assertRefused(
                () -> aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier(identifier)
                        .manageMasterUserPassword(true)
                        .masterUserSecretKmsKeyId(key)),
                "KMSKeyNotAccessibleFault",
                "Specified KMS key [" + key
                        + "] does not exist, is not enabled or you do not have permissions to access it.");
    }

    private static void turnManagementOff(ManagedInstance instance, String password) {
        String arn = instance.secretArn();
        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier(instance.identifier())
                .manageMasterUserPassword(false)
                .masterUserPassword(password));
        instance.awaitAvailable();
        assertThat(instance.describe().masterUserSecret()).isNull();
        assertNotFound(() -> aws.secrets().describeSecret(each -> each.secretId(arn)));
    }

    private static void turnManagementOn(ManagedInstance instance) {
        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier(instance.identifier())
                .manageMasterUserPassword(true));
        instance.awaitAvailable();
        assertThat(instance.describe().masterUserSecret().secretStatus()).isEqualTo("active");
    }

    @Test
    void aDisabledKeyImpairsTheSecretUntilTheRotationAfterItIsEnabled() {
        String before = keyed.secret();
        aws.kms().disableKey(each -> each.keyId(key));
        keyed.startRotation();
        assertThat(keyed.describe().masterUserSecret().secretStatus()).isEqualTo("rotating");
        assertImpairedBecause(keyed, key + " is disabled.");
        assertUnreadable(keyed, key + " is disabled.");

        aws.kms().enableKey(each -> each.keyId(key));
        assertStaysImpaired(keyed);
        assertThat(keyed.secret()).isEqualTo(before);
        assertThat(postgres.attempt(keyed.port(), before)).isEqualTo(ACCEPTED);

        keyed.startRotation();
        assertThat(keyed.describe().masterUserSecret().secretStatus()).isEqualTo("rotating");
        keyed.awaitRotated();
        assertThat(postgres.attempt(keyed.port(), keyed.secret())).isEqualTo(ACCEPTED);
        assertThat(postgres.attempt(keyed.port(), before)).isEqualTo(WRONG_PASSWORD);
    }

    @Test
    void aKeyThatIsToBeDeletedImpairsTheSecretUntilManagementIsTurnedOffAndOn() {
        String key = createKey();
        ManagedInstance instance = createUnder(key, "key-doomed");
        String arn = instance.secretArn();

        aws.kms().scheduleKeyDeletion(each -> each.keyId(key));
        instance.startRotation();
        assertImpairedBecause(instance, key + " is pending deletion.");
        assertUnreadable(instance, key + " is pending deletion.");

        turnManagementOff(instance, "chosen-by-hand-1");
        assertThat(postgres.attempt(instance.port(), "orders_admin", "chosen-by-hand-1"))
                .isEqualTo(ACCEPTED);
        assertKeyRefused("key-doomed", key);
        turnManagementOn(instance);
        assertThat(instance.secretArn()).isNotEqualTo(arn);
        assertThat(postgres.attempt(instance.port(), instance.secret())).isEqualTo(ACCEPTED);
        instance.delete();
    }

    /** MariaDB lets a master user lock out any user, the superuser by which RDS helps it included. */
    @Test
    void aMasterUserThatIsLockedOutGetsItsLoginAndItsRightsBack() {
        ManagedInstance instance = ManagedInstance.create(aws, "locked-out", "mariadb");
        String before = instance.secret();
        for (String statement : List.of(
                "alter user rdsadmin@'127.0.0.1' account lock",
                "revoke create on *.* from orders_admin@'%'",
                "alter user orders_admin@'%' account lock")) {
            mariaDb.execute(instance.port(), before, statement);
        }

        instance.startRotation();
        assertImpairedBecause(instance, "Unable to log into database with previous, current, or pending secret");
        assertThat(instance.secret()).isEqualTo(before);

        turnManagementOff(instance, "chosen-by-hand-1");
        turnManagementOn(instance);
        mariaDb.execute(instance.port(), instance.secret(), "create database again");
        assertThat(mariaDb.attempt(instance.port(), before)).isEqualTo(ACCESS_DENIED);
        instance.delete();
    }

    @Test
    void aPasswordThatWasChangedByHandImpairsTheSecretUntilItIsChangedBack() throws IOException {
        String known = keyed.secret();
        changePassword(known, "changed-by-hand-1");
        keyed.startRotation();
        assertImpairedBecause(keyed, "Unable to log into database with previous, current, or pending secret");
        assertStatusTells(keyed, "Unable to log into database with previous, current, or pending secret");
        assertThat(keyed.secret()).as("AWSCURRENT is untouched").isEqualTo(known);

        changePassword(
                new JsonObject(known).put("password", "changed-by-hand-1").encode(),
                new JsonObject(known).getString("password"));
        assertStaysImpaired(keyed);
        aws.secrets().rotateSecret(each -> each.secretId(keyed.secretArn()));
        keyed.awaitRotated();
        assertThat(postgres.attempt(keyed.port(), keyed.secret())).isEqualTo(ACCEPTED);
        assertThat(postgres.attempt(keyed.port(), known)).isEqualTo(WRONG_PASSWORD);
    }

    private static void changePassword(String secret, String password) {
        postgres.execute(
                keyed.port(), secret, "alter role orders_admin password '" + password.replace("'", "''") + "'");
    }
}
