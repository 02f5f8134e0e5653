package dev.tumbler.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;

class DeleteSecretTest {
    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void create() {
        arn = service.createSecret(each -> each.name("a").secretString("v")).arn();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void theWindowIsThirtyDaysUnlessNamed() {
        DeleteSecretResponse deleted = service.deleteSecret(each -> each.secretId("a"));

        assertThat(deleted)
                .isEqualTo(DeleteSecretResponse.builder()
                        .arn(arn)
                        .name("a")
                        .deletionDate(TestingClock.START.plus(Duration.ofDays(30)))
                        .build());
    }

    @Test
    void aWindowAndAnExplicitNoToForceGoTogether() {
        DeleteSecretResponse deleted = service.deleteSecret(
                each -> each.secretId("a").recoveryWindowInDays(7L).forceDeleteWithoutRecovery(false));

        assertThat(deleted.deletionDate()).isEqualTo(TestingClock.START.plus(Duration.ofDays(7)));
    }

    @Test
    void windowsOutsideOfSevenToThirtyDaysAreRefused() {
        for (long days : new long[] {6, 31, 0, -1}) {
            assertRefused(days, null, "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
    }

    @Test
    void forceAndAWindowTogetherAreRefused() {
        assertRefused(7L, true, "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }

    private void assertRefused(Long days, Boolean force, String message) {
        AwsException refusal = service.refusal(() -> service.deleteSecret(
                each -> each.secretId("a").recoveryWindowInDays(days).forceDeleteWithoutRecovery(force)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void forceDeletesAtOnce() {
        DeleteSecretResponse deleted =
                service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true));

        assertThat(deleted.arn()).isEqualTo(arn);
        assertThat(deleted.deletionDate()).isEqualTo(TestingClock.START);
        assertThat(service.refusal(() -> service.describeSecret(each -> each.secretId("a")))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void forceDeletesASecretThatIsAlreadyScheduled() {
        service.deleteSecret(each -> each.secretId("a"));
        service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true));

        assertThat(service.createSecret(each -> each.name("a")).arn()).isNotEqualTo(arn);
    }

    @Test
    void forceOnASecretThatDoesNotExistAnswersAsIfItDid() {
        DeleteSecretResponse deleted =
                service.deleteSecret(each -> each.secretId("nobody").forceDeleteWithoutRecovery(true));

        assertThat(deleted.arn()).matches("arn:aws:secretsmanager:us-east-1:123456789012:secret:nobody-[A-Za-z0-9]{6}");
        assertThat(deleted.name()).isEqualTo("nobody");
        assertThat(deleted.deletionDate()).isEqualTo(TestingClock.START);
    }

    @Test
    void forceOnTheArnOfAFormerSecretLeavesItsSuccessorAlone() {
        service.deleteSecret(each -> each.secretId("a").forceDeleteWithoutRecovery(true));
        service.createSecret(each -> each.name("a").secretString("successor"));

        DeleteSecretResponse deleted =
                service.deleteSecret(each -> each.secretId(arn).forceDeleteWithoutRecovery(true));

        assertThat(deleted.arn()).isEqualTo(arn);
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("successor");
    }

    @Test
    void withoutForceASecretThatDoesNotExistIsNotFound() {
        AwsException refusal = service.refusal(() -> service.deleteSecret(each -> each.secretId("nobody")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal).hasMessage("Secrets Manager can't find the specified secret.");
    }

    @Test
    void aRestoredSecretIsUsableAgain() {
        service.deleteSecret(each -> each.secretId("a"));
        RestoreSecretResponse restored = service.restoreSecret(each -> each.secretId("a"));

        assertThat(restored)
                .isEqualTo(RestoreSecretResponse.builder().arn(arn).name("a").build());
        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("v");
        assertThat(service.describeSecret(each -> each.secretId("a")).deletedDate())
                .isNull();
    }

    @Test
    void restoringALiveSecretSucceeds() {
        assertThat(service.restoreSecret(each -> each.secretId("a")).arn()).isEqualTo(arn);
    }
}
