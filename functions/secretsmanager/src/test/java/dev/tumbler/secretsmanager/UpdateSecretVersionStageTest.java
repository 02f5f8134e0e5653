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
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

class UpdateSecretVersionStageTest {
    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void createTwoVersions() {
        arn = service.createSecret(
                        each -> each.name("a").clientRequestToken(token(1)).secretString("one"))
                .arn();
        service.putSecretValue(each -> each.secretId("a")
                .clientRequestToken(token(2))
                .secretString("two")
                .versionStages("AWSPENDING"));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void theCurrentLabelMovesAndThePendingOneStays() {
        UpdateSecretVersionStageResponse moved = move("AWSCURRENT", token(1), token(2));

        assertThat(moved)
                .isEqualTo(UpdateSecretVersionStageResponse.builder()
                        .arn(arn)
                        .name("a")
                        .build());
        Map<String, List<String>> stages =
                service.describeSecret(each -> each.secretId("a")).versionIdsToStages();
        assertThat(stages.get(token(1))).containsExactly("AWSPREVIOUS");
        assertThat(stages.get(token(2))).containsExactlyInAnyOrder("AWSPENDING", "AWSCURRENT");
    }

    @Test
    void aLabelCanBeAddedAndTakenAway() {
        move("mine", null, token(1));
        assertThat(service.getSecretValue(each -> each.secretId("a").versionStage("mine"))
                        .secretString())
                .isEqualTo("one");

        move("mine", token(1), null);
        assertThat(service.refusal(() -> service.getSecretValue(
                                each -> each.secretId("a").versionStage("mine")))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void aLabelOnAnotherVersionNeedsThatVersionNamed() {
        assertRefused(
                "AWSCURRENT",
                null,
                token(2),
                "The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to"
                        + " version " + token(1)
                        + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }

    @Test
    void theCurrentLabelCannotBeTakenAway() {
        assertRefused(
                "AWSCURRENT",
                token(1),
                null,
                "You can only move staging label AWSCURRENT to a different secret version. It can’t be completely"
                        + " removed.");
    }

    @Test
    void aVersionThatDoesNotHoldTheLabelIsRefused() {
        assertThat(service.refusal(() -> move("AWSCURRENT", token(2), token(2))).code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void anUnknownVersionIsNotFound() {
        assertThat(service.refusal(() -> move("mine", null, token(9))).code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private void assertRefused(String label, String removeFrom, String moveTo, String message) {
        AwsException refusal = service.refusal(() -> move(label, removeFrom, moveTo));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal).hasMessage(message);
    }

    private UpdateSecretVersionStageResponse move(String label, String removeFrom, String moveTo) {
        return service.updateSecretVersionStage(each -> each.secretId("a")
                .versionStage(label)
                .removeFromVersionId(removeFrom)
                .moveToVersionId(moveTo));
    }
}
