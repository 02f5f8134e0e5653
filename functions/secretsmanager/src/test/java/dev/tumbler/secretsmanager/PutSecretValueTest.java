package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

class PutSecretValueTest {
    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void create() {
        arn = service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("one"))
                .arn();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aPutMakesANewCurrentVersionAndKeepsThePrevious() {
        PutSecretValueResponse put = put(2, "two");

        assertThat(put)
                .isEqualTo(PutSecretValueResponse.builder()
                        .arn(arn)
                        .name("a")
                        .versionId(token(2))
                        .versionStages("AWSCURRENT")
                        .build());
        assertThat(stages()).isEqualTo(Map.of(token(1), List.of("AWSPREVIOUS"), token(2), List.of("AWSCURRENT")));
    }

    @Test
    void theFormerPreviousVersionIsDeprecated() {
        put(2, "two");
        put(3, "three");

        assertThat(stages()).isEqualTo(Map.of(token(2), List.of("AWSPREVIOUS"), token(3), List.of("AWSCURRENT")));
    }

    @Test
    void otherLabelsLeaveTheCurrentVersionAlone() {
        PutSecretValueResponse put = service.putSecretValue(each -> each.secretId("a")
                .clientRequestToken(token(2))
                .secretString("two")
                .versionStages("AWSPENDING", "mine"));

        assertThat(put.versionStages()).containsExactlyInAnyOrder("AWSPENDING", "mine");
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("one");
        assertThat(service.getSecretValue(each -> each.secretId("a").versionStage("mine"))
                        .secretString())
                .isEqualTo("two");
    }

    @Test
    void aRepeatedTokenWithTheSameValueChangesNothing() {
        put(2, "two");
        put(3, "three");
        PutSecretValueResponse again = put(2, "two");

        assertThat(again.versionId()).isEqualTo(token(2));
        assertThat(again.versionStages()).containsExactly("AWSPREVIOUS");
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("three");
    }

    @Test
    void aRepeatedTokenWithAnotherValueIsRefused() {
        AwsException refusal = service.refusal(() -> put(1, "other"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_EXISTS);
        assertThat(refusal)
                .hasMessage("You can't use ClientRequestToken " + token(1)
                        + " because that value is already in use for a version of secret " + arn + ".");
        assertThat(refusal).hasMessageNotContaining("other");
    }

    @Test
    void theSameCallFromTwoCallersAtOnceMakesOneVersion() {
        service.store.beforeNextWrite(() -> put(2, "two"));
        PutSecretValueResponse second = put(2, "two");

        assertThat(second.versionId()).isEqualTo(token(2));
        assertThat(stages()).hasSize(2);
    }

    @Test
    void twoCallersWithOneTokenAndDifferentValuesDoNotBothSucceed() {
        service.store.beforeNextWrite(() -> put(2, "first"));
        AwsException refusal = service.refusal(() -> put(2, "second"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_EXISTS);
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("first");
    }

    @Test
    void aValueSealedForADeletedSecretNeverEntersItsSuccessor() {
        service.store.beforeNextWrite(() -> {
            service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true));
            service.createSecret(each -> each.name("a").secretString("successor"));
        });
        AwsException refusal = service.refusal(() -> put(2, "two"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("successor");
    }

    @Test
    void aPutWithoutAnyValueIsRefused() {
        AwsException refusal = service.refusal(() -> service.putSecretValue(each -> each.secretId("a")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal).hasMessage("You must provide either SecretString or SecretBinary.");
    }

    @Test
    void textAndBytesTogetherAreRefused() {
        AwsException refusal = service.refusal(() -> service.putSecretValue(
                each -> each.secretId("a").secretString("v").secretBinary(SdkBytes.fromUtf8String("v"))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void anUnknownSecretIsNotFound() {
        AwsException refusal = service.refusal(
                () -> service.putSecretValue(each -> each.secretId("b").secretString("v")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal).hasMessage("Secrets Manager can't find the specified secret.");
    }

    @Test
    void aValueIsSealedUnderTheSecretsOwnKey() {
        service.updateSecret(each -> each.secretId("a").kmsKeyId(TestingDataKeys.ORDERS));
        put(2, "two");

        assertThat(service.listSecretVersionIds(each -> each.secretId("a")).versions())
                .filteredOn(each -> each.versionId().equals(token(2)))
                .flatExtracting(SecretVersionsListEntry::kmsKeyIds)
                .containsExactly(TestingDataKeys.ORDERS);
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("two");
    }

    private PutSecretValueResponse put(int token, String value) {
        return service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(token)).secretString(value));
    }

    private Map<String, List<String>> stages() {
        return service.describeSecret(each -> each.secretId("a")).versionIdsToStages();
    }
}
