package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3BackupsTest extends BackupsContract {
    private final SmallS3 s3 = new SmallS3();
    private final S3Backups backups = S3Backups.of(Optional.of(s3.endpoint()), credentials());

    private static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("access-key", "secret-key"));
    }

    @AfterEach
    void close() {
        backups.close();
        s3.close();
    }

    @Override
    Backups backups() {
        return backups;
    }

    @Override
    void store(String bucket, String key, byte[] content) {
        s3.put(bucket, key, content);
    }

    @Override
    void delete(String bucket, String key) {
        s3.delete(bucket, key);
    }

    @Override
    String place(String bucket) {
        return s3.endpoint().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, Access Denied",
        "403, AllAccessDisabled, All access to this object has been disabled",
        "403, InvalidObjectState, The operation is not valid for the object's storage class"
    })
    void whatS3SaysOfABackupIsHeldAgainstIt(int status, String code, String message) throws IOException {
        store("1.sql");
        s3.refuse(status, code, message);

        String said = s3.endpoint() + " says " + message + " (" + code + ")";
        assertThatThrownBy(() -> backups.keys(backup("")))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage("The bucket backups cannot be read: " + said);
        assertThatThrownBy(() -> backups.open(backup(""), "1.sql"))
                .isInstanceOf(UnusableBackup.class)
                .hasMessage("1.sql in the bucket backups cannot be read: " + said);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, The provided token has expired.",
        "403, InvalidAccessKeyId, The AWS Access Key Id you provided does not exist in our records.",
        "403, SignatureDoesNotMatch, The request signature we calculated does not match.",
        "500, InternalError, We encountered an internal error. Please try again.",
        "503, SlowDown, Please reduce your request rate."
    })
    void whatMayBeMendedIsNotHeldAgainstTheBackup(int status, String code, String message) throws IOException {
        store("1.sql");
        s3.refuse(status, code, message);

        assertThatThrownBy(() -> backups.keys(backup("")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The bucket backups cannot be read: " + s3.endpoint() + " says " + message + " (" + code + ")");
    }

    @Test
    void whateverElseAnswersThereMayMakeRoomForS3() throws IOException {
        store("1.sql");
        s3.refuse(400, "", "");

        assertThatThrownBy(() -> backups.open(backup(""), "1.sql"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "1.sql in the bucket backups cannot be read: " + s3.endpoint() + " answers with status 400");
    }

    @Test
    void anAnswerThatIsCutOffIsNeverTakenForTheWholeObject() throws IOException {
        store("backups", "1.sql", "12345678".getBytes(UTF_8));
        s3.cutOff(true);

        try (InputStream content = backups.open(backup(""), "1.sql")) {
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("1.sql in the bucket backups cannot be read: the answer of " + s3.endpoint()
                            + " ended 4 bytes early");
        }
    }

    @Test
    void aServiceThatDoesNotAnswerMayLater() {
        try (S3Backups unreachable = S3Backups.of(Optional.of(URI.create("http://127.0.0.1:1")), credentials())) {
            assertThatThrownBy(() -> unreachable.keys(backup("")))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "The bucket backups cannot be read: http://127.0.0.1:1 cannot be asked: Connection refused");
        }
    }

    @Test
    void withoutCredentialsNothingIsAsked() throws IOException {
        store("1.sql");
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (S3Backups unsigned = S3Backups.of(Optional.of(s3.endpoint()), none)) {
            assertThatThrownBy(() -> unsigned.keys(backup("")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The bucket backups cannot be read: " + s3.endpoint()
                            + " cannot be asked: no AWS credentials were found");
        }
    }
}
