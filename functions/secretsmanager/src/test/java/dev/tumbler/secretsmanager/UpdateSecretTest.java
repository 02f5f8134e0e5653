package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
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
