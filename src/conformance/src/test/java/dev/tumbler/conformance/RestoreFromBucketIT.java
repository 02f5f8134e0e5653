package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.engines.SmallS3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.model.InvalidS3BucketException;

/** Dumps in the buckets of an S3 become instances, on a router that is told where it is. */
@OwnRouter
class RestoreFromBucketIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static SmallS3 s3;
    private static RouterProcess router;
    private static AwsClients aws;

    @BeforeAll
    static void start() throws IOException {
        s3 = new SmallS3();
        s3.put("backups", "shop/1-tables.sql.gz", packed("CREATE TABLE orders (id INT PRIMARY KEY);"));
        s3.put("backups", "shop/2-rows.sql", bytes("INSERT INTO orders VALUES (1);\nINSERT INTO orders VALUES (2);"));
        s3.put("backups", "shop/notes.txt", bytes("not for a server"));
        router = RouterProcess.startOnS3(folder.resolve("data"), s3.endpoint());
        aws = router.clients();
    }

    @AfterAll
    static void stop() {
        aws.close();
        router.close();
        s3.close();
    }

    private static byte[] bytes(String statements) {
        return statements.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(String statements) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (OutputStream target = new GZIPOutputStream(content)) {
            target.write(bytes(statements));
        }
        return content.toByteArray();
    }

    @Test
    void aRestoreThatWasCutOffBeginsAgainAndTheManagedPasswordOpensWhatWasLoaded() throws IOException {
        s3.cutOff(true);
        ManagedInstance restored = RestoreFromS3IT.restore(aws, "restored", "shop/");
        awaitStatus(restored, "failed");
        Await.until(
                "the log says why",
                PATIENCE,
                () -> logged(
                        "DB instance restored: shop/1-tables.sql.gz in the bucket backups cannot be read: the answer of "
                                + s3.endpoint()));
        assertThat(router.log()).doesNotContain("UnreadBackup");

        s3.cutOff(false);
        awaitStatus(restored, "available");
        try (Login login = Login.onMariaDb()) {
            assertThat(login.execute(restored.port(), restored.secret(), "SELECT id FROM shop.orders"))
                    .isEqualTo(2);
        }
        restored.delete();
    }

    private static boolean logged(String words) {
        try {
            return router.log().contains(words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitStatus(ManagedInstance instance, String wanted) {
        Await.until("the status is " + wanted, PATIENCE, () -> instance.describe()
                .dbInstanceStatus()
                .equals(wanted));
    }

    @Test
    void aBucketThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> aws.rds()
                        .restoreDBInstanceFromS3(RestoreFromS3IT.request("none", null).toBuilder()
                                .s3BucketName("no-bucket")
                                .build()))
                .isInstanceOf(InvalidS3BucketException.class)
                .hasMessageContaining(
                        "There is no bucket no-bucket: this endpoint looks for its objects in " + s3.endpoint());
    }

    @Test
    void aRouterThatWouldAskItselfDoesNotStart() throws IOException {
        int port = freePort();
        RouterProcess.Outcome outcome = RouterProcess.run(
                folder,
                "up",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("own").toString(),
                "--s3",
                "http://localhost:" + port);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors())
                .startsWith("tumbler: buckets would be looked for at http://localhost:" + port
                        + ", which is this router itself")
                .hasLineCount(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
