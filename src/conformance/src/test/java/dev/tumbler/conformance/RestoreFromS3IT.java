package dev.tumbler.conformance;

import static dev.tumbler.conformance.Login.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.model.InvalidS3BucketException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromS3Request;

/** Dumps in the router's folder become instances and clusters with managed master passwords. */
@OwnRouter
class RestoreFromS3IT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static Login login;

    @BeforeAll
    static void start() throws IOException {
        store(
                "bad/1.sql",
                "CREATE TABLE orders (what VARCHAR(20) UNIQUE);\nINSERT INTO orders VALUES ('tea'), ('tea');");
        store("cluster.sql", "CREATE DATABASE shop; CREATE TABLE shop.orders AS SELECT 1 AS id;");
        router = RouterProcess.start(folder.resolve("data"));
        aws = router.clients();
        login = Login.onMariaDb();
    }

    @AfterAll
    static void stop() {
        login.close();
        aws.close();
        router.close();
    }

    private static void store(String key, String statements) throws IOException {
        Path file = folder.resolve("data/s3/backups").resolve(key);
        Files.createDirectories(file.getParent());
        try (OutputStream content = Files.newOutputStream(file);
                OutputStream target = key.endsWith(".gz") ? new GZIPOutputStream(content) : content) {
            target.write(statements.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Skips the test where MariaDB has no programs for this machine. */
    static ManagedInstance restore(AwsClients aws, String identifier, String prefix) {
        try {
            aws.rds().restoreDBInstanceFromS3(request(identifier, prefix));
        } catch (RdsException refusal) {
            Assumptions.assumeFalse(refusal.getMessage().contains("there is no server of it"), refusal.getMessage());
            throw refusal;
        }
        return new ManagedInstance(aws, identifier);
    }

    static RestoreDbInstanceFromS3Request request(String identifier, String prefix) {
        return RestoreDbInstanceFromS3Request.builder()
                .dbInstanceIdentifier(identifier)
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .engine("mysql")
                .dbName("shop")
                .masterUsername("owner")
                .manageMasterUserPassword(true)
                .sourceEngine("mysql")
                .sourceEngineVersion("8.0.30")
                .s3BucketName("backups")
                .s3Prefix(prefix)
                .s3IngestionRoleArn("arn:aws:iam::123456789012:role/s3")
                .build();
    }

    @Test
    void aLoadThatIsKilledBeginsAgainAndTheManagedPasswordOpensWhatWasLoaded() throws IOException {
        store("shop/1-tables.sql.gz", "CREATE TABLE orders (id INT PRIMARY KEY);");
        store("shop/2-rows.sql", "INSERT INTO orders VALUES (1);\nDO SLEEP(600);");
        ManagedInstance restoring = restore(aws, "restored", "shop/");
        assertThat(restoring.describe().dbInstanceStatus()).isEqualTo("creating");
        assertThat(restoring.describe().masterUserSecret().secretStatus()).isEqualTo("creating");
        Await.until("the rows are loaded", PATIENCE, () -> logged("loads shop/2-rows.sql"));

        router.kill();
        aws.close();
        store("shop/2-rows.sql", "INSERT INTO orders VALUES (1), (2);");
        router = RouterProcess.start(folder.resolve("data"));
        aws = router.clients();

        ManagedInstance restored = new ManagedInstance(aws, "restored").awaitAvailable();
        assertThat(restored.describe().masterUserSecret().secretStatus()).isEqualTo("active");
        assertThat(login.execute(restored.port(), restored.secret(), "SELECT id FROM shop.orders"))
                .isEqualTo(2);
        restored.startRotation();
        restored.awaitRotated();
        assertThat(login.attempt(restored.port(), restored.secret())).isEqualTo(ACCEPTED);
    }

    private static boolean logged(String words) {
        try {
            return router.log().contains(words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void aDumpThatFailsIsToldWithoutWhatItHoldsAndTheInstanceCanBeDeleted() throws IOException {
        ManagedInstance instance = restore(aws, "incompatible", "bad/").awaitStatus("incompatible-restore");

        Await.until(
                "the log says why",
                PATIENCE,
                () -> logged("DB instance incompatible: MariaDB refuses line 2 of bad/1.sql with error 1062 (23000)"));
        assertThat(router.log()).doesNotContain("'tea'");
        String resourceId = instance.describe().dbiResourceId();
        instance.delete();
        assertThat(folder.resolve("data/databases").resolve(resourceId)).doesNotExist();
    }

    @Test
    void aClusterIsRestoredToo() {
        restoreCluster();
        ManagedCluster cluster = new ManagedCluster(aws, "restored-cluster").awaitAvailable();

        assertThat(login.execute(cluster.describe().port(), cluster.secret(), "SELECT id FROM shop.orders"))
                .isEqualTo(1);
        cluster.delete();
    }

    private static void restoreCluster() {
        aws.rds().restoreDBClusterFromS3(each -> each.dbClusterIdentifier("restored-cluster")
                .engine("aurora-mysql")
                .masterUsername("owner")
                .manageMasterUserPassword(true)
                .sourceEngine("mysql")
                .sourceEngineVersion("8.0.30")
                .s3BucketName("backups")
                .s3Prefix("cluster.sql")
                .s3IngestionRoleArn("arn:aws:iam::123456789012:role/s3"));
    }

    @Test
    void aBucketThatIsNotThereIsRefused() throws IOException {
        Path data = folder.resolve("data").toRealPath();
        assertThatThrownBy(() -> aws.rds()
                        .restoreDBInstanceFromS3(request("none", null).toBuilder()
                                .s3BucketName("no-bucket")
                                .build()))
                .isInstanceOf(InvalidS3BucketException.class)
                .hasMessageContaining("There is no bucket no-bucket: this endpoint looks for its objects in the folder "
                        + data.resolve("s3/no-bucket"));
    }
}
