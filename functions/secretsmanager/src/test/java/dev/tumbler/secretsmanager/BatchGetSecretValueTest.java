package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SecretValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

class BatchGetSecretValueTest {
    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void create() {
        arn = service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("one"))
                .arn();
        service.createSecret(each -> each.name("b").secretBinary(SdkBytes.fromUtf8String("two")));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void anEntryIsWhatGetSecretValueAnswers() {
        BatchGetSecretValueResponse batch = named("a");

        assertThat(batch.secretValues())
                .containsExactly(SecretValueEntry.builder()
                        .arn(arn)
                        .name("a")
                        .versionId(token(1))
                        .secretString("one")
                        .versionStages("AWSCURRENT")
                        .createdDate(TestingClock.START)
                        .build());
        assertThat(batch.hasErrors()).isTrue();
        assertThat(batch.errors()).isEmpty();
        assertThat(batch.nextToken()).isNull();
    }

    @Test
    void valuesComeInTheOrderAskedForByNameOrArn() {
        BatchGetSecretValueResponse batch = named("b", arn);

        assertThat(names(batch)).containsExactly("b", "a");
        assertThat(batch.secretValues().get(0).secretBinary()).isEqualTo(SdkBytes.fromUtf8String("two"));
        assertThat(batch.secretValues().get(0).secretString()).isNull();
    }

    @Test
    void whatIsAskedForTwiceIsAnsweredOnce() {
        assertThat(names(named("a", "b", "a"))).containsExactly("a", "b");
    }

    @Test
    void aSecretThatCannotBeReadIsToldOfAndLeavesTheOthersAlone() {
        service.createSecret(each -> each.name("empty"));
        service.createSecret(each -> each.name("deleted").secretString("v"));
        service.deleteSecret(each -> each.secretId("deleted"));

        BatchGetSecretValueResponse batch = named("missing", "a", "empty", "deleted");

        assertThat(names(batch)).containsExactly("a");
        assertThat(batch.errors())
                .containsExactly(
                        error(
                                "missing",
                                "ResourceNotFoundException",
                                "Secrets Manager can't find the specified secret."),
                        error(
                                "empty",
                                "ResourceNotFoundException",
                                "Secrets Manager can't find the specified secret value for staging label:"
                                        + " AWSCURRENT"),
                        error(
                                "deleted",
                                "InvalidRequestException",
                                "You can't perform this operation on the secret because it was marked for"
                                        + " deletion."));
    }

    @Test
    void aValueThatCannotBeDecryptedIsToldOf() {
        service.createSecret(each -> each.name("foreign"));
        SealedValue sealed =
                new SealedValue(SealedValue.Kind.STRING, "no key", new byte[1], new byte[12], new byte[16]);
        service.decide(
                "foreign",
                stored -> SecretValues.put(
                        stored.orElseThrow(),
                        SecretsService.ALICE,
                        new NewValue(token(9), sealed, Optional.empty(), NewValue.Existing.NONE),
                        List.of(),
                        service.clock.instant()));

        BatchGetSecretValueResponse batch = named("foreign", "a");

        assertThat(names(batch)).containsExactly("a");
        assertThat(batch.errors()).extracting(APIErrorType::errorCode).containsExactly("DecryptionFailure");
        assertThat(batch.errors()).extracting(APIErrorType::secretId).containsExactly("foreign");
    }

    private static APIErrorType error(String secretId, String code, String message) {
        return APIErrorType.builder()
                .secretId(secretId)
                .errorCode(code)
                .message(message)
                .build();
    }

    @Test
    void filtersFindWhatListSecretsFinds() {
        service.createSecret(each -> each.name("c").secretString("three"));
        service.deleteSecret(each -> each.secretId("a"));

        assertThat(names(service.batchGetSecretValue(each -> each.filters(filter("name", "!b")))))
                .containsExactly("c");
        assertThat(service.batchGetSecretValue(each -> each.filters(filter("name", "none")))
                        .secretValues())
                .isEmpty();
    }

    @Test
    void aPageHasTwentyUnlessTheCallerAsksForLess() {
        for (int number = 0; number < 21; number++) {
            String name = "page-" + number;
            service.clock.advance(Duration.ofSeconds(1));
            service.createSecret(each -> each.name(name).secretString("v"));
        }

        BatchGetSecretValueResponse first = service.batchGetSecretValue(each -> each.filters(filter("name", "page")));
        assertThat(first.secretValues()).hasSize(20);
        assertThat(names(service.batchGetSecretValue(
                        each -> each.filters(filter("name", "page")).nextToken(first.nextToken()))))
                .containsExactly("page-20");
        assertThat(service.batchGetSecretValue(
                                each -> each.filters(filter("name", "page")).maxResults(3))
                        .secretValues())
                .hasSize(3);
    }

    @Test
    void theDayOfTheReadIsNoted() {
        named("a");

        assertThat(service.describeSecret(each -> each.secretId("a")).lastAccessedDate())
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(service.describeSecret(each -> each.secretId("b")).lastAccessedDate())
                .isNull();
    }

    @Test
    void secretsAreNamedOrFoundAndNotBoth() {
        String message = "Either 'SecretIdList' or 'Filters' must be provided, but not both.";
        assertRefused(each -> {}, message);
        assertRefused(each -> each.secretIdList("a").filters(filter("name", "a")), message);
        assertRefused(
                each -> each.secretIdList("a").maxResults(1),
                "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        assertRefused(
                each -> each.filters(Filter.builder().key("name").build()), "Invalid filter values for key: name");
    }

    private void assertRefused(Consumer<BatchGetSecretValueRequest.Builder> members, String message) {
        AwsException refusal = service.refusal(() -> service.batchGetSecretValue(members));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void tokensOfOtherListingsAreRefused() {
        String listed = service.listSecrets(each -> each.maxResults(1)).nextToken();
        List<Consumer<BatchGetSecretValueRequest.Builder>> calls = new ArrayList<>();
        calls.add(each -> each.filters(filter("name", "a")).nextToken(listed));
        calls.add(each -> each.secretIdList("a").nextToken(listed));

        for (Consumer<BatchGetSecretValueRequest.Builder> call : calls) {
            assertThat(service.refusal(() -> service.batchGetSecretValue(call)).code())
                    .isEqualTo(ErrorCode.INVALID_NEXT_TOKEN);
        }
    }

    @Test
    void illegalCharactersInOneIdRefuseTheBatch() {
        assertThat(service.refusal(() -> named("a", "b c")).code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(service.describeSecret(each -> each.secretId("a")).lastAccessedDate())
                .isNull();
    }

    private BatchGetSecretValueResponse named(String... secretIds) {
        return service.batchGetSecretValue(each -> each.secretIdList(secretIds));
    }

    private static Filter filter(String key, String... values) {
        return Filter.builder().key(key).values(values).build();
    }

    private static List<String> names(BatchGetSecretValueResponse batch) {
        return batch.secretValues().stream().map(SecretValueEntry::name).toList();
    }
}
