package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class DescribeSecretTest {
    private final SecretsService service = new SecretsService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void whatWasNeverSetIsAbsent() {
        String arn = service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("v"))
                .arn();

        assertThat(describe())
                .isEqualTo(DescribeSecretResponse.builder()
                        .arn(arn)
                        .name("a")
                        .createdDate(TestingClock.START)
                        .lastChangedDate(TestingClock.START)
                        .versionIdsToStages(Map.of(token(1), List.of("AWSCURRENT")))
                        .build());
    }

    @Test
    void whatWasSetIsThere() {
        service.createSecret(each -> each.name("a")
                .description("for orders")
                .kmsKeyId(TestingDataKeys.ORDERS)
                .tags(tag("team", "orders"), tag("stage", "test")));

        DescribeSecretResponse described = describe();

        assertThat(described.description()).isEqualTo("for orders");
        assertThat(described.kmsKeyId()).isEqualTo(TestingDataKeys.ORDERS);
        assertThat(described.tags()).containsExactly(tag("team", "orders"), tag("stage", "test"));
        assertThat(described.hasVersionIdsToStages()).isFalse();
    }

    @Test
    void anEmptyDescriptionIsAbsent() {
        service.createSecret(each -> each.name("a").description(""));

        assertThat(describe().description()).isNull();
    }

    @Test
    void everyChangeMovesTheDateOfTheLastChange() {
        service.createSecret(each -> each.name("a").secretString("v"));
        service.clock.advance(Duration.ofMinutes(1));
        service.tagResource(each -> each.secretId("a").tags(tag("k", "v")));

        assertThat(describe().createdDate()).isEqualTo(TestingClock.START);
        assertThat(describe().lastChangedDate()).isEqualTo(service.clock.instant());
    }

    @Test
    void aSecretScheduledForDeletionShowsWhenItGoes() {
        service.createSecret(each -> each.name("a").secretString("v"));
        service.deleteSecret(each -> each.secretId("a").recoveryWindowInDays(7L));

        assertThat(describe().deletedDate()).isEqualTo(TestingClock.START.plus(Duration.ofDays(7)));
    }

    @Test
    void anUnknownSecretIsNotFound() {
        assertThat(service.refusal(this::describe).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void theDefaultKeyByItsAliasIsAbsent() {
        service.createSecret(
                each -> each.name("a").kmsKeyId("arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager"));

        assertThat(describe().kmsKeyId()).isNull();
        assertThat(service.keys.generated()).isZero();
    }

    @Test
    void aKeyThatDoesNotExistIsRefusedEvenWithoutAValue() {
        assertThat(service.refusal(() ->
                                service.createSecret(each -> each.name("a").kmsKeyId("alias/nobody")))
                        .code())
                .isEqualTo(ErrorCode.ENCRYPTION_FAILURE);
    }

    private DescribeSecretResponse describe() {
        return service.describeSecret(each -> each.secretId("a"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
