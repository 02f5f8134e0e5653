package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** BatchGetSecretValue through the AWS SDK. */
class BatchGetSecretValueIT {
    private static final Filter BATCH =
            Filter.builder().key("name").values("batch/").build();

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients clients;
    private static SecretsManagerClient aws;
    private static CreateSecretResponse text;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder);
        clients = router.clients();
        aws = clients.secrets();
        text = aws.createSecret(each -> each.name("text").secretString("value"));
        aws.createSecret(each -> each.name("bytes").secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1})));
        aws.createSecret(each -> each.name("empty"));
        aws.createSecret(each -> each.name("deleted").secretString("value"));
        aws.deleteSecret(each -> each.secretId("deleted"));
        for (int number = 0; number < 25; number++) {
            String name = "batch/" + number;
            aws.createSecret(each -> each.name(name).secretString(name));
        }
    }

    @AfterAll
    static void stop() {
        clients.close();
        router.close();
    }

    @Test
    void namedSecretsComeInOrderWithEverythingThatGetSecretValueTells() {
        BatchGetSecretValueResponse batch =
                aws.batchGetSecretValue(each -> each.secretIdList("bytes", text.arn(), "bytes"));

        assertThat(batch.secretValues()).extracting(SecretValueEntry::name).containsExactly("bytes", "text");
        assertThat(batch.secretValues().get(0).secretBinary()).isEqualTo(SdkBytes.fromByteArray(new byte[] {0, -1}));
        SecretValueEntry entry = batch.secretValues().get(1);
        assertThat(entry.arn()).isEqualTo(text.arn());
        assertThat(entry.versionId()).isEqualTo(text.versionId());
        assertThat(entry.versionStages()).containsExactly("AWSCURRENT");
        assertThat(entry.secretString()).isEqualTo("value");
        assertThat(entry.secretBinary()).isNull();
        assertThat(entry.createdDate())
                .isEqualTo(aws.getSecretValue(each -> each.secretId("text")).createdDate());
        assertThat(batch.errors()).isEmpty();
        assertThat(batch.nextToken()).isNull();
        assertThat(aws.describeSecret(each -> each.secretId("bytes")).lastAccessedDate())
                .isNotNull();
    }

    @Test
    void whatCannotBeReadIsToldOfSecretBySecret() {
        BatchGetSecretValueResponse batch =
                aws.batchGetSecretValue(each -> each.secretIdList("missing", "text", "deleted", "empty"));

        assertThat(batch.secretValues()).extracting(SecretValueEntry::name).containsExactly("text");
        assertThat(batch.errors())
                .containsExactly(
                        error(
                                "missing",
                                "ResourceNotFoundException",
                                "Secrets Manager can't find the specified secret."),
                        error(
                                "deleted",
                                "InvalidRequestException",
                                "You can't perform this operation on the secret because it was marked for"
                                        + " deletion."),
                        error(
                                "empty",
                                "ResourceNotFoundException",
                                "Secrets Manager can't find the specified secret value for staging label:"
                                        + " AWSCURRENT"));
    }

    private static APIErrorType error(String secretId, String code, String message) {
        return APIErrorType.builder()
                .secretId(secretId)
                .errorCode(code)
                .message(message)
                .build();
    }

    @Test
    void filtersFindTwentyAtATimeOrFewer() {
        BatchGetSecretValueResponse first = aws.batchGetSecretValue(each -> each.filters(BATCH));
        assertThat(first.secretValues()).hasSize(20);
        BatchGetSecretValueResponse second =
                aws.batchGetSecretValue(each -> each.filters(BATCH).nextToken(first.nextToken()));
        assertThat(second.secretValues()).hasSize(5);
        assertThat(second.nextToken()).isNull();

        List<String> values = aws
                .batchGetSecretValuePaginator(each -> each.filters(BATCH).maxResults(4))
                .stream()
                .flatMap(page -> page.secretValues().stream())
                .map(SecretValueEntry::secretString)
                .toList();
        assertThat(values)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("batch/0")
                .endsWith("batch/24");
    }

    @Test
    void whatFitsTogetherBadlyIsRefused() {
        String either = "Either 'SecretIdList' or 'Filters' must be provided, but not both.";
        assertRefused(() -> aws.batchGetSecretValue(each -> {}), "InvalidParameterException", either);
        assertRefused(
                () -> aws.batchGetSecretValue(each -> each.secretIdList("text").filters(BATCH)),
                "InvalidParameterException",
                either);
        assertRefused(
                () -> aws.batchGetSecretValue(each -> each.secretIdList("text").maxResults(1)),
                "InvalidParameterException",
                "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        assertRefused(
                () -> aws.batchGetSecretValue(each -> each.filters(BATCH).nextToken("abcd")),
                "InvalidNextTokenException",
                "The NextToken value is invalid.");
        assertRefused(
                () -> aws.batchGetSecretValue(each -> each.filters(BATCH).maxResults(21)),
                "ValidationException",
                "1 validation error detected: Value '21' at 'maxResults' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 20");
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SecretsManagerException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refusal.statusCode()).isEqualTo(400);
        });
    }
}
