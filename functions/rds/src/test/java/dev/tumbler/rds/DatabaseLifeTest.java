package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/** Instances from creation to removal, with the server brought about step by step, and again after trouble. */
class DatabaseLifeTest {
    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    static CreateDbInstanceRequest.Builder managed(String identifier) {
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(identifier)
                .engine("postgres")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("owner")
                .manageMasterUserPassword(true);
    }

    private void create(String identifier) {
        await(rds.create.apply(managed(identifier).build(), CALL));
        rds.converge(identifier);
    }

    private DBInstance describe(String identifier) {
        DescribeDbInstancesRequest request = DescribeDbInstancesRequest.builder()
                .dbInstanceIdentifier(identifier)
                .build();
        return await(rds.describe.apply(request, CALL)).dbInstances().get(0);
    }

    private void modify(ModifyDbInstanceRequest.Builder request) {
        await(rds.modify.apply(request.dbInstanceIdentifier("one").build(), CALL));
    }

    private static ModifyDbInstanceRequest.Builder change() {
        return ModifyDbInstanceRequest.builder();
    }

    private void assertSecretOpensServer() {
        assertThat(rds.secretValue("one"))
                .isEqualTo("{\"username\":\"owner\",\"password\":\"" + rds.serverPassword("one") + "\"}");
    }

    @Test
    void creatingStoresTheIntentAndTellsOfIt() {
        await(rds.create.apply(managed("one").build(), CALL));

        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.CREATING);
        assertThat(rds.stored("one").master().reset()).isPresent();
        assertThat(rds.servers.running).isEmpty();
        assertThat(rds.events).containsExactly(new DomainEvent.DatabaseChanged(RdsFixture.id("one")));
        assertThat(describe("one").masterUserSecret().secretStatus()).isEqualTo("creating");
    }

    @Test
    void convergingMakesTheSecretTheServerAndTheMasterUser() {
        create("one");

        assertThat(describe("one").dbInstanceStatus()).isEqualTo("available");
        assertThat(describe("one").masterUserSecret().secretStatus()).isEqualTo("active");
        assertThat(describe("one").endpoint().port())
                .isEqualTo(rds.stored("one").port());
        assertThat(rds.servers.running).containsOnlyKeys(rds.stored("one").resourceId());
        assertThat(rds.stored("one").master().reset()).isEmpty();
        assertSecretOpensServer();
    }

    @Test
    void convergingAgainChangesNothing() {
        create("one");
        String password = rds.serverPassword("one");
        rds.converge("one");
        assertThat(rds.serverPassword("one")).isEqualTo(password);
        assertSecretOpensServer();
    }

    @Test
    void aServerThatDoesNotStartIsTriedAgainAtTheNextStart() {
        await(rds.create.apply(managed("one").build(), CALL));
        rds.servers.trouble = Optional.of("the disk is full");
        rds.converge("one");
        assertThat(describe("one").dbInstanceStatus()).isEqualTo("failed");

        rds.converge("one");
        assertThat(describe("one").dbInstanceStatus()).isEqualTo("available");
        assertSecretOpensServer();
    }

    @Test
    void turningManagementOffRemovesTheSecretOnceTheServerHasTheNewPassword() {
        create("one");
        SecretId secret = rds.stored("one").master().managed().orElseThrow().id();

        modify(change().manageMasterUserPassword(false).masterUserPassword("chosen-by-hand"));
        assertThat(describe("one").dbInstanceStatus()).isEqualTo("resetting-master-credentials");
        assertThat(describe("one").pendingModifiedValues().masterUserPassword()).isEqualTo("****");
        assertThat(rds.secret(secret)).isPresent();

        rds.converge("one");
        assertThat(rds.secret(secret)).isEmpty();
        assertThat(rds.serverPassword("one")).isEqualTo("chosen-by-hand");
        assertThat(describe("one").masterUserSecret()).isNull();
        assertThat(describe("one").dbInstanceStatus()).isEqualTo("available");
    }

    @Test
    void turningManagementOnMakesANewSecretAndPassword() {
        await(rds.create.apply(
                managed("one")
                        .manageMasterUserPassword(null)
                        .masterUserPassword("first-password")
                        .build(),
                CALL));
        rds.converge("one");
        assertThat(rds.serverPassword("one")).isEqualTo("first-password");

        modify(change().manageMasterUserPassword(true));
        rds.converge("one");
        assertThat(rds.serverPassword("one")).isNotEqualTo("first-password");
        assertSecretOpensServer();
    }

    @Test
    void rotatingStartsTheSecretsRotationAndSaysSo() {
        create("one");
        modify(change().rotateMasterUserPassword(true).applyImmediately(true));

        assertThat(describe("one").masterUserSecret().secretStatus()).isEqualTo("rotating");
        assertThat(describe("one").dbInstanceStatus()).isEqualTo("resetting-master-credentials");
        assertThat(rds.events).hasAtLeastOneElementOfType(DomainEvent.RotationStarted.class);
    }

    @Test
    void settingsAreKept() {
        create("one");
        modify(change().deletionProtection(true).allocatedStorage(40).dbInstanceClass("db.m5.large"));
        DBInstance described = describe("one");
        assertThat(described.deletionProtection()).isTrue();
        assertThat(described.allocatedStorage()).isEqualTo(40);
        assertThat(described.storageType()).isEqualTo("gp3");
        assertThat(described.dbInstanceClass()).isEqualTo("db.m5.large");
        assertThat(described.dbInstanceStatus()).isEqualTo("available");
    }

    @Test
    void storageIsShownAsAskedForAndAsChanged() {
        CreateDbInstanceRequest wanted = managed("one")
                .allocatedStorage(400)
                .iops(20000)
                .storageType("gp3")
                .storageThroughput(1000)
                .build();
        DBInstance answered = await(rds.create.apply(wanted, CALL)).dbInstance();
        assertThat(answered.storageType()).isEqualTo("gp3");
        assertThat(answered.iops()).isEqualTo(20000);
        assertThat(answered.storageThroughput()).isEqualTo(1000);

        rds.converge("one");
        modify(change().storageType("io2").iops(1000));
        DBInstance described = describe("one");
        assertThat(described.storageType()).isEqualTo("io2");
        assertThat(described.iops()).isEqualTo(1000);
        assertThat(described.storageThroughput()).isNull();
    }

    @Test
    void deletingRemovesServerAndSecretInTheEnd() {
        create("one");
        SecretId secret = rds.stored("one").master().managed().orElseThrow().id();
        DeleteDbInstanceRequest request = DeleteDbInstanceRequest.builder()
                .dbInstanceIdentifier("ONE")
                .skipFinalSnapshot(true)
                .build();

        DBInstance answered = await(rds.delete.apply(request, CALL)).dbInstance();
        assertThat(answered.dbInstanceStatus()).isEqualTo("deleting");
        assertThat(answered.masterUserSecret()).isNotNull();

        rds.servers.trouble = Optional.of("it would not stop");
        rds.converge("one");
        assertThat(rds.find("one")).as("still there, to be removed later").isPresent();

        rds.converge("one");
        assertThat(rds.find("one")).isEmpty();
        assertThat(rds.secret(secret)).isEmpty();
        assertThat(rds.servers.running).isEmpty();
    }

    /** Whoever waits for it to be gone asks until it is not found, and takes an empty answer for a fault. */
    @Test
    void anInstanceThatGoesWhileItIsLookedAtIsShownAsItWas() {
        await(rds.create.apply(managed("one").build(), CALL));
        rds.instances.afterNextRead(() -> rds.instances
                .update(RdsFixture.id("one"), stored -> Decision.erase("gone"))
                .toCompletableFuture()
                .join());
        assertThat(describe("one").dbInstanceIdentifier()).isEqualTo("one");
        assertThat(rds.find("one")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16.3, 16.14", "16, 16.14", "9.6, 16.14", "17.2, 18.6", "18, 18.6"})
    void anotherVersionThanTheServersIsShownAndSaidInATag(String wanted, String runs) {
        await(rds.create.apply(managed("one").engineVersion(wanted).build(), CALL));
        assertThat(describe("one").engineVersion()).isEqualTo(wanted);
        assertThat(rds.stored("one").engine().serverVersion()).isEqualTo(runs);
        assertThat(rds.stored("one").settings().tags()).containsEntry("tumbler:runs-on", "postgres " + runs);
    }
}
