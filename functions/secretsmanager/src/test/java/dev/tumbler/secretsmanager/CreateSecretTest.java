package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class CreateSecretTest {
    private final SecretsService service = new SecretsService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aSecretWithAValueAnswersArnNameAndVersion() {
        CreateSecretResponse created = service.createSecret(
                each -> each.name("orders/db").clientRequestToken(token(1)).secretString("v"));

        assertThat(created.arn())
                .matches("arn:aws:secretsmanager:us-east-1:123456789012:secret:orders/db-[A-Za-z0-9]{6}");
        assertThat(created.name()).isEqualTo("orders/db");
        assertThat(created.versionId()).isEqualTo(token(1));
        assertThat(service.getSecretValue(each -> each.secretId("orders/db")).versionStages())
                .containsExactly("AWSCURRENT");
    }

    @Test
    void aSecretWithoutAValueHasNoVersion() {
        CreateSecretResponse created = service.createSecret(each -> each.name("empty"));

        assertThat(created.versionId()).isNull();
        assertThat(service.describeSecret(each -> each.secretId("empty")).hasVersionIdsToStages())
                .isFalse();
    }

    @Test
    void theFirstValueOfAnEmptySecretBecomesCurrent() {
        service.createSecret(each -> each.name("empty"));

        assertThat(service.putSecretValue(each -> each.secretId("empty").secretString("v"))
                        .versionStages())
                .containsExactly("AWSCURRENT");
    }

    @Test
    void bytesComeBackAsBytes() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 0xff});
        service.createSecret(each -> each.name("a").secretBinary(bytes));

        assertThat(service.getSecretValue(each -> each.secretId("a")).secretBinary())
                .isEqualTo(bytes);
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isNull();
    }

    @Test
    void theSameCallOnceMoreAnswersTheStoredSecret() {
        CreateSecretResponse first = service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretString("v"));
        CreateSecretResponse again = service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretString("v"));

        assertThat(again.arn()).isEqualTo(first.arn());
        assertThat(again.versionId()).isEqualTo(token(1));
    }

    @Test
    void theSameTokenWithAnotherValueIsRefused() {
        CreateSecretResponse first = service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretString("v"));
        AwsException refusal = service.refusal(() -> service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretString("w")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_EXISTS);
        assertThat(refusal)
                .hasMessage("You can't use ClientRequestToken " + token(1)
                        + " because that value is already in use for a version of secret " + first.arn() + ".");
    }

    @Test
    void theSameTextAsBytesIsAnotherValue() {
        service.createSecret(each -> each.name("a").clientRequestToken(token(1)).secretString("v"));
        AwsException refusal = service.refusal(() -> service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretBinary(SdkBytes.fromUtf8String("v"))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_EXISTS);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        service.createSecret(each -> each.name("a").secretString("v"));
        AwsException refusal = service.refusal(
                () -> service.createSecret(each -> each.name("a").secretString("v")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_EXISTS);
        assertThat(refusal).hasMessage("The operation failed because the secret a already exists.");
    }

    @Test
    void aNameWhoseSecretIsScheduledForDeletionIsRefused() {
        service.createSecret(each -> each.name("a").secretString("v"));
        service.deleteSecret(each -> each.secretId("a"));
        AwsException refusal = service.refusal(
                () -> service.createSecret(each -> each.name("a").secretString("v")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal)
                .hasMessage("You can't create this secret because a secret with this name is already scheduled for"
                        + " deletion.");
    }

    @Test
    void aNewSecretOfADeletedNameHasAnotherSuffix() {
        String first =
                service.createSecret(each -> each.name("a").secretString("v")).arn();
        service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true));
        String second =
                service.createSecret(each -> each.name("a").secretString("w")).arn();

        assertThat(second).isNotEqualTo(first);
        assertThat(service.refusal(() -> service.getSecretValue(each -> each.secretId(first)))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(service.getSecretValue(each -> each.secretId(second)).secretString())
                .isEqualTo("w");
    }

    @Test
    void illegalCharactersInANameAreRefused() {
        AwsException refusal = service.refusal(() -> service.createSecret(each -> each.name("a b")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(refusal)
                .hasMessage("Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
                        + " following: -/_+=.@!");
    }

    @Test
    void textAndBytesTogetherAreRefused() {
        AwsException refusal = service.refusal(() -> service.createSecret(
                each -> each.name("a").secretString("v").secretBinary(SdkBytes.fromUtf8String("v"))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal)
                .hasMessage("You can't specify both a binary secret value and a string secret value in the same"
                        + " secret.");
    }

    @Test
    void aTagKeyGivenTwiceIsRefused() {
        Tag tag = Tag.builder().key("k").value("v").build();
        AwsException refusal = service.refusal(
                () -> service.createSecret(each -> each.name("a").tags(tag, tag)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void whatIsNotOfferedYetIsRefused() {
        AwsException type = service.refusal(
                () -> service.createSecret(each -> each.name("a").type("Partner")));

        assertThat(type.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(type).hasMessage("Type is not offered yet.");
    }

    @Test
    void twoCallersWithTheSameCallMakeOneSecret() {
        service.store.beforeNextWrite(() -> service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretString("v")));

        CreateSecretResponse second = service.createSecret(
                each -> each.name("a").clientRequestToken(token(1)).secretString("v"));

        assertThat(service.getSecretValue(each -> each.secretId(second.arn())).secretString())
                .isEqualTo("v");
    }

    @Test
    void aFailureOfTheStoreIsTheFailureOfTheCall() {
        service.store.beforeNextWrite(() -> {
            throw new IllegalStateException("the disk is gone");
        });

        assertThatThrownBy(() -> service.createSecret(each -> each.name("a").secretString("v")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is gone");
    }
}
