package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** BatchGetSecretValue through the AWS SDK. */
@ExtendWith(SharedEndpoint.class)
class BatchGetSecretValueIT {
    private static SecretsManagerClient aws;
    private static CreateSecretResponse text;
    private static String bytes;
    private static String empty;
    private static String deleted;
    private static Filter batch;

    @BeforeAll
    static void create(Endpoint endpoint) {
        aws = endpoint.secrets();
        text = aws.createSecret(each -> each.name(endpoint.unique("text")).secretString("value"));
        bytes = endpoint.unique("bytes");
        aws.createSecret(each -> each.name(bytes).secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1})));
        empty = endpoint.unique("empty");
        aws.createSecret(each -> each.name(empty));
        deleted = endpoint.unique("deleted");
        aws.createSecret(each -> each.name(deleted).secretString("value"));
        aws.deleteSecret(each -> each.secretId(deleted));
        createBatch(endpoint);
    }

    private static void createBatch(Endpoint endpoint) {
        Tag tag = Tag.builder().key("batch").value(endpoint.unique("batch")).build();
        batch = Filter.builder().key("tag-value").values(tag.value()).build();
        for (int number = 0; number < 25; number++) {
            String value = "value-" + number;
            aws.createSecret(each ->
                    each.name(endpoint.unique("batched")).secretString(value).tags(tag));
        }
    }

    @Test
    void namedSecretsComeInOrderWithEverythingThatGetSecretValueTells() {
        BatchGetSecretValueResponse answer =
                aws.batchGetSecretValue(each -> each.secretIdList(bytes, text.arn(), bytes));

        assertThat(answer.secretValues()).extracting(SecretValueEntry::name).containsExactly(bytes, text.name());
        assertThat(answer.secretValues().get(0).secretBinary()).isEqualTo(SdkBytes.fromByteArray(new byte[] {0, -1}));
        SecretValueEntry entry = answer.secretValues().get(1);
        assertThat(entry.arn()).isEqualTo(text.arn());
        assertThat(entry.versionId()).isEqualTo(text.versionId());
        assertThat(entry.versionStages()).containsExactly("AWSCURRENT");
        assertThat(entry.secretString()).isEqualTo("value");
        assertThat(entry.secretBinary()).isNull();
        assertThat(entry.createdDate())
                .isEqualTo(
                        aws.getSecretValue(each -> each.secretId(text.name())).createdDate());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.nextToken()).isNull();
        assertThat(aws.describeSecret(each -> each.secretId(bytes)).lastAccessedDate())
                .isNotNull();
    }

    @Test
    void whatCannotBeReadIsToldOfSecretBySecret() {
        BatchGetSecretValueResponse answer =
                aws.batchGetSecretValue(each -> each.secretIdList("missing", text.arn(), deleted, empty));

        assertThat(answer.secretValues()).extracting(SecretValueEntry::name).containsExactly(text.name());
        assertThat(answer.errors())
                .containsExactly(
                        error(
                                "missing",
                                "ResourceNotFoundException",
                                "Secrets Manager can't find the specified secret."),
                        error(
                                deleted,
                                "InvalidRequestException",
                                "You can't perform this operation on the secret because it was marked for"
                                        + " deletion."),
                        error(
                                empty,
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
        BatchGetSecretValueResponse first = aws.batchGetSecretValue(each -> each.filters(batch));
        assertThat(first.secretValues()).hasSize(20);
        BatchGetSecretValueResponse second =
                aws.batchGetSecretValue(each -> each.filters(batch).nextToken(first.nextToken()));
        assertThat(second.secretValues()).hasSize(5);
        assertThat(second.nextToken()).isNull();

        List<String> values = aws
                .batchGetSecretValuePaginator(each -> each.filters(batch).maxResults(4))
                .stream()
                .flatMap(page -> page.secretValues().stream())
                .map(SecretValueEntry::secretString)
                .toList();
        assertThat(values)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("value-0")
                .endsWith("value-24");
    }

    @Test
    void whatFitsTogetherBadlyIsRefused() {
        String either = "Either 'SecretIdList' or 'Filters' must be provided, but not both.";
        assertRefused(() -> aws.batchGetSecretValue(each -> {}), "InvalidParameterException", either);
        assertRefused(
                () -> aws.batchGetSecretValue(
                        each -> each.secretIdList(text.arn()).filters(batch)),
                "InvalidParameterException",
                either);
        assertRefused(
                () -> aws.batchGetSecretValue(
                        each -> each.secretIdList(text.arn()).maxResults(1)),
                "InvalidParameterException",
                "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        assertRefused(
                () -> aws.batchGetSecretValue(each -> each.filters(batch).nextToken("abcd")),
                "InvalidNextTokenException",
                "The NextToken value is invalid.");
        assertRefused(
                () -> aws.batchGetSecretValue(each -> each.filters(batch).maxResults(21)),
                "ValidationException",
                "1 validation error detected: Value '21' at 'maxResults' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 20");
    }
}
