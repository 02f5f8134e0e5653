package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

class UpdateSecretTest {
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
    void aDescriptionAloneMakesNoVersion() {
        UpdateSecretResponse updated =
                service.updateSecret(each -> each.secretId("a").description("for orders"));

        assertThat(updated)
                .isEqualTo(UpdateSecretResponse.builder().arn(arn).name("a").build());
        assertThat(describe().description()).isEqualTo("for orders");
    }

    @Test
    void anEmptyDescriptionTakesItAway() {
        service.updateSecret(each -> each.secretId("a").description("for orders"));
        service.updateSecret(each -> each.secretId("a").description(""));

        assertThat(describe().description()).isNull();
    }

    @Test
    void aValueMakesANewCurrentVersion() {
        UpdateSecretResponse updated = update(2, "two");

        assertThat(updated.versionId()).isEqualTo(token(2));
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("two");
        assertThat(service.getSecretValue(each -> each.secretId("a").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("one");
    }

    @Test
    void theSameCallOnceMoreSucceedsAndChangesNothing() {
        update(2, "two");
        service.clock.advance(Duration.ofMinutes(5));
        UpdateSecretResponse again = update(2, "two");

        assertThat(again.versionId()).isEqualTo(token(2));
        assertThat(describe().versionIdsToStages()).hasSize(2);
        assertThat(describe().lastChangedDate()).isEqualTo(TestingClock.START);
    }

    @Test
    void theSameValueUnderAnotherTokenCountsAsAChange() {
        service.clock.advance(Duration.ofMinutes(5));
        update(2, "one");

        assertThat(describe().versionIdsToStages()).hasSize(2);
        assertThat(describe().lastChangedDate()).isEqualTo(service.clock.instant());
    }

    @Test
    void aRepeatedTokenWithAnotherValueIsRefused() {
        AwsException refusal = service.refusal(() -> update(1, "other"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_EXISTS);
        assertThat(refusal)
                .hasMessage("You can't use ClientRequestToken " + token(1)
                        + " because that value is already in use for a version of secret " + arn + ".");
    }

    @Test
    void aKeyIsTriedBeforeItIsKept() {
        AwsException refusal = service.refusal(
                () -> service.updateSecret(each -> each.secretId("a").kmsKeyId("alias/nobody")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.ENCRYPTION_FAILURE);
        assertThat(describe().kmsKeyId()).isNull();
    }

    @Test
    void aNewKeySealsTheValueThatComesWithIt() {
        service.updateSecret(each -> each.secretId("a")
                .clientRequestToken(token(2))
                .kmsKeyId(TestingDataKeys.BILLING)
                .secretString("two"));

        assertThat(describe().kmsKeyId()).isEqualTo(TestingDataKeys.BILLING);
        assertThat(service.listSecretVersionIds(each -> each.secretId("a")).versions())
                .filteredOn(each -> each.versionId().equals(token(2)))
                .allSatisfy(each -> assertThat(each.kmsKeyIds()).containsExactly(TestingDataKeys.BILLING));
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("two");
    }

    @Test
    void aNewKeySealsWhatHoldsALabelOfAwsAnew() {
        update(2, "two");
        update(3, "three");
        service.putSecretValue(each -> each.secretId("a")
                .clientRequestToken(token(4))
                .secretString("four")
                .versionStages("AWSPENDING"));
        service.updateSecret(each -> each.secretId("a").kmsKeyId(TestingDataKeys.BILLING));

        assertThat(keys())
                .isEqualTo(Map.of(
                        token(1), "DefaultEncryptionKey",
                        token(2), TestingDataKeys.BILLING,
                        token(3), TestingDataKeys.BILLING,
                        token(4), TestingDataKeys.BILLING));
        service.keys.disable(TestingDataKeys.DEFAULT);
        assertThat(List.of(value(2), value(3), value(4))).containsExactly("two", "three", "four");
        assertThat(service.refusal(() -> value(1)).code()).isEqualTo(ErrorCode.DECRYPTION_FAILURE);
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("three");
    }

    @Test
    void aKeyThatCannotBeUsedChangesNothing() {
        service.keys.disable(TestingDataKeys.BILLING);
        AwsException refusal = service.refusal(() -> service.updateSecret(
                each -> each.secretId("a").kmsKeyId(TestingDataKeys.BILLING).description("for orders")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.ENCRYPTION_FAILURE);
        assertThat(describe().kmsKeyId()).isNull();
        assertThat(describe().description()).isNull();
        assertThat(keys()).isEqualTo(Map.of(token(1), "DefaultEncryptionKey"));
        assertThat(value(1)).isEqualTo("one");
    }

    @Test
    void aValueWhoseKeyIsGoneStaysUnderItAndTheSecretGetsTheNewOne() {
        service.keys.disable(TestingDataKeys.DEFAULT);
        service.updateSecret(each -> each.secretId("a")
                .kmsKeyId(TestingDataKeys.BILLING)
                .clientRequestToken(token(2))
                .secretString("two"));

        assertThat(keys()).isEqualTo(Map.of(token(1), "DefaultEncryptionKey", token(2), TestingDataKeys.BILLING));
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("two");
    }

    @Test
    void aValueThatComesMeanwhileGoesOverToo() {
        service.store.beforeNextWrite(() -> update(2, "two"));
        service.updateSecret(each -> each.secretId("a").kmsKeyId(TestingDataKeys.BILLING));

        assertThat(keys()).isEqualTo(Map.of(token(1), TestingDataKeys.BILLING, token(2), TestingDataKeys.BILLING));
        service.keys.disable(TestingDataKeys.DEFAULT);
        assertThat(List.of(value(1), value(2))).containsExactly("one", "two");
    }

    @Test
    void aValueThatWasSealedUnderTheKeyBeforeIsSealedAgain() {
        service.store.beforeNextWrite(
                () -> service.updateSecret(each -> each.secretId("a").kmsKeyId(TestingDataKeys.BILLING)));
        update(2, "two");

        assertThat(keys()).isEqualTo(Map.of(token(1), TestingDataKeys.BILLING, token(2), TestingDataKeys.BILLING));
        service.keys.disable(TestingDataKeys.DEFAULT);
        assertThat(List.of(value(1), value(2))).containsExactly("one", "two");
    }

    private Map<String, String> keys() {
        return service.listSecretVersionIds(each -> each.secretId("a").includeDeprecated(true)).versions().stream()
                .collect(Collectors.toMap(SecretVersionsListEntry::versionId, each -> each.kmsKeyIds()
                        .get(0)));
    }

    private String value(int version) {
        return service.getSecretValue(each -> each.secretId("a").versionId(token(version)))
                .secretString();
    }

    @Test
    void emptyTextAndTheDefaultAliasMeanTheDefaultKey() {
        service.updateSecret(each -> each.secretId("a").kmsKeyId(TestingDataKeys.ORDERS));
        service.updateSecret(each -> each.secretId("a").kmsKeyId(""));
        assertThat(describe().kmsKeyId()).isNull();

        service.updateSecret(each -> each.secretId("a").kmsKeyId(TestingDataKeys.ORDERS));
        service.updateSecret(each -> each.secretId("a").kmsKeyId("alias/aws/secretsmanager"));
        assertThat(describe().kmsKeyId()).isNull();
    }

    @Test
    void theTypeOfAnExternalSecretIsRefused() {
        assertThat(service.refusal(
                        () -> service.updateSecret(each -> each.secretId("a").type("Partner"))))
                .hasMessage("Type is not offered yet.");
    }

    private UpdateSecretResponse update(int token, String value) {
        return service.updateSecret(
                each -> each.secretId("a").clientRequestToken(token(token)).secretString(value));
    }

    private DescribeSecretResponse describe() {
        return service.describeSecret(each -> each.secretId("a"));
    }
}
