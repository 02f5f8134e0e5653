package dev.tumbler.rds;

import static dev.tumbler.rds.RdsFixture.CALL;
import static dev.tumbler.rds.RdsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseServers.Restore;
import dev.tumbler.domain.database.DatabaseStatus;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromS3Request;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromS3Request;

/** Databases that begin with a backup, from the call to the loaded server. */
class RestoreFromS3Test {
    private static final Backup BACKUP = new Backup("backups", "shop/");

    private final RdsFixture rds = new RdsFixture();

    @AfterEach
    void close() {
        rds.close();
    }

    private static RestoreDbInstanceFromS3Request.Builder instance() {
        return RestoreDbInstanceFromS3Request.builder()
                .dbInstanceIdentifier("one")
                .engine("mysql")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("owner")
                .manageMasterUserPassword(true)
                .sourceEngine("mysql")
                .sourceEngineVersion("8.0.30")
                .s3BucketName("backups")
                .s3Prefix("shop/")
                .s3IngestionRoleArn("arn:aws:iam::123456789012:role/s3");
    }

    private void restore() {
        await(rds.restore.apply(instance().build(), CALL));
    }

    @Test
    void whatIsRestoredIsOnGp2UnlessSomethingElseIsAskedFor() {
        restore();
        assertThat(rds.stored("one").settings().storage().type()).contains("gp2");

        RestoreDbInstanceFromS3Request provisioned = instance()
                .dbInstanceIdentifier("two")
                .allocatedStorage(100)
                .iops(1000)
                .build();
        await(rds.restore.apply(provisioned, CALL));
        assertThat(rds.stored("two").settings().storage().type()).contains("io1");
    }

    @Test
    void theBackupIsLoadedBeforeTheInstanceIsAvailable() {
        restore();
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.CREATING);
        assertThat(rds.stored("one").backup()).contains(BACKUP);

        rds.converge("one");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.AVAILABLE);
        assertThat(rds.stored("one").backup()).isEmpty();
        assertThat(rds.servers.restored)
                .containsOnlyKeys(rds.stored("one").resourceId())
                .containsValue(new Restore(BACKUP, "owner"));
        assertThat(rds.secretValue("one"))
                .isEqualTo("{\"username\":\"owner\",\"password\":\"" + rds.serverPassword("one") + "\"}");
    }

    @Test
    void aLoadThatWasCutOffIsDoneAgain() {
        restore();
        rds.servers.trouble = Optional.of("the disk is full");
        rds.converge("one");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.FAILED);
        assertThat(rds.servers.restored).isEmpty();

        rds.converge("one");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.AVAILABLE);
        assertThat(rds.servers.restored).hasSize(1);
    }

    @Test
    void aBackupThatCannotBeLoadedIsNotTriedAgainAndTheInstanceCanBeDeleted() {
        restore();
        rds.servers.badBackup = Optional.of("the dump is bad");
        rds.converge("one");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.INCOMPATIBLE_RESTORE);

        rds.servers.badBackup = Optional.empty();
        rds.converge("one");
        assertThat(rds.stored("one").status()).isEqualTo(DatabaseStatus.INCOMPATIBLE_RESTORE);
        assertThat(rds.servers.restored).isEmpty();

        DeleteDbInstanceRequest deletion = DeleteDbInstanceRequest.builder()
                .dbInstanceIdentifier("one")
                .skipFinalSnapshot(true)
                .build();
        await(rds.delete.apply(deletion, CALL));
        rds.converge("one");
        assertThat(rds.find("one")).isEmpty();
    }

    @Test
    void aBucketThatCannotBeRestoredFromIsRefusedAndLeavesNothing() {
        rds.servers.badBackup = Optional.of("There is no bucket backups");

        assertRefused(UnaryOperator.identity(), ErrorCode.INVALID_S3_BUCKET, "There is no bucket backups");
        assertThat(rds.find("one")).isEmpty();
    }

    @Test
    void aClusterIsRestoredToo() {
        DatabaseId id = RdsFixture.id(DatabaseKind.CLUSTER, "many");
        RestoreDbClusterFromS3Request request = RestoreDbClusterFromS3Request.builder()
                .dbClusterIdentifier("many")
                .engine("aurora-mysql")
                .masterUsername("owner")
                .manageMasterUserPassword(true)
                .sourceEngine("mysql")
                .sourceEngineVersion("8.0.30")
                .s3BucketName("backups")
                .s3IngestionRoleArn("arn:aws:iam::123456789012:role/s3")
                .build();
        assertThat(await(rds.restoreCluster.apply(request, CALL)).dbCluster().status())
                .isEqualTo("creating");

        rds.converge(id);
        assertThat(rds.find(id).orElseThrow().status()).isEqualTo(DatabaseStatus.AVAILABLE);
        assertThat(rds.servers.restored).containsValue(new Restore(new Backup("backups", ""), "owner"));
    }

    static Stream<Arguments> requiredParameters() {
        return Stream.of(
                missing("Engine", each -> each.engine(null)),
                missing("DBInstanceClass", each -> each.dbInstanceClass(null)),
                missing("SourceEngine", each -> each.sourceEngine(null)),
                missing("SourceEngineVersion", each -> each.sourceEngineVersion(null)),
                missing("S3BucketName", each -> each.s3BucketName(null)),
                missing("S3IngestionRoleArn", each -> each.s3IngestionRoleArn(null)),
                missing("DBInstanceIdentifier", each -> each.dbInstanceIdentifier(null)));
    }

    private static Arguments missing(String parameter, UnaryOperator<RestoreDbInstanceFromS3Request.Builder> change) {
        return Arguments.of(parameter, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requiredParameters")
    void aMissingParameterIsNamed(String parameter, UnaryOperator<RestoreDbInstanceFromS3Request.Builder> change) {
        assertRefused(change, ErrorCode.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
    }

    @Test
    void backupsOfOtherEnginesAreNotRestored() {
        assertRefused(each -> each.engine("mariadb"), ErrorCode.INVALID_PARAMETER_VALUE, "Invalid DB engine");
        assertRefused(
                each -> each.sourceEngine("postgres"),
                ErrorCode.INVALID_PARAMETER_VALUE,
                "Invalid source engine: postgres. Valid values: mysql");
    }

    private void assertRefused(
            UnaryOperator<RestoreDbInstanceFromS3Request.Builder> change, ErrorCode code, String words) {
        assertThatThrownBy(
                        () -> await(rds.restore.apply(change.apply(instance()).build(), CALL)))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessage(words);
    }
}
