package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class GetSecretValueTest {
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
    void theCurrentValueIsAnswered() {
        GetSecretValueResponse value = service.getSecretValue(each -> each.secretId("a"));

        assertThat(value)
                .isEqualTo(GetSecretValueResponse.builder()
                        .arn(arn)
                        .name("a")
                        .versionId(token(1))
                        .secretString("one")
                        .versionStages("AWSCURRENT")
                        .createdDate(TestingClock.START)
                        .build());
    }

    @Test
    void aSecretIsFoundByNameArnAndPartialArn() {
        String partial = arn.substring(0, arn.length() - 7);

        assertThat(service.getSecretValue(each -> each.secretId(arn)).secretString())
                .isEqualTo("one");
        assertThat(service.getSecretValue(each -> each.secretId(partial)).secretString())
                .isEqualTo("one");
    }

    @Test
    void anArnWithAnotherSuffixIsNotFound() {
        String other = arn.substring(0, arn.length() - 6) + "zzzzzz";

        assertThat(service.refusal(() -> service.getSecretValue(each -> each.secretId(other))))
                .hasMessage("Secrets Manager can't find the specified secret.");
    }

    @Test
    void olderVersionsAreReadByIdAndByLabel() {
        service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(2)).secretString("two"));
        service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(3)).secretString("three"));

        assertThat(service.getSecretValue(each -> each.secretId("a").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("two");
        GetSecretValueResponse deprecated =
                service.getSecretValue(each -> each.secretId("a").versionId(token(1)));
        assertThat(deprecated.secretString()).isEqualTo("one");
        assertThat(deprecated.hasVersionStages()).isFalse();
        assertThat(service.getSecretValue(
                                each -> each.secretId("a").versionId(token(3)).versionStage("AWSCURRENT"))
                        .secretString())
                .isEqualTo("three");
    }

    @Test
    void theCurrentValueFollowsItsLabelToAnOlderVersion() {
        service.putSecretValue(
                each -> each.secretId("a").clientRequestToken(token(2)).secretString("two"));
        service.updateSecretVersionStage(each -> each.secretId("a")
                .versionStage("AWSCURRENT")
                .removeFromVersionId(token(2))
                .moveToVersionId(token(1)));

        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("one");
    }

    @Test
    void whatIsNotThereIsNotFoundInAwsWords() {
        service.createSecret(each -> each.name("empty"));

        assertNotFound("nobody", null, null, "Secrets Manager can't find the specified secret.");
        assertNotFound(
                "a", null, "custom", "Secrets Manager can't find the specified secret value for staging label: custom");
        assertNotFound(
                "empty",
                null,
                null,
                "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
        assertNotFound(
                "a",
                token(9),
                null,
                "Secrets Manager can't find the specified secret value for VersionId: " + token(9));
    }

    private void assertNotFound(String secretId, String versionId, String label, String message) {
        AwsException refusal = service.refusal(() -> service.getSecretValue(
                each -> each.secretId(secretId).versionId(versionId).versionStage(label)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void aVersionWithoutTheLabelIsRefused() {
        AwsException refusal = service.refusal(() -> service.getSecretValue(
                each -> each.secretId("a").versionId(token(1)).versionStage("AWSPREVIOUS")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal).hasMessage("You provided a VersionStage that is not associated to the provided VersionId.");
    }

    @Test
    void illegalCharactersInASecretIdAreRefused() {
        assertThat(service.refusal(() -> service.getSecretValue(each -> each.secretId("a b")))
                        .code())
                .isEqualTo(ErrorCode.VALIDATION);
    }

    @Test
    void theDayOfTheReadIsNotedOnceADay() {
        service.clock.advance(Duration.ofHours(1));
        service.getSecretValue(each -> each.secretId("a"));

        assertThat(accessed()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(service.listSecretVersionIds(each -> each.secretId("a"))
                        .versions()
                        .get(0)
                        .lastAccessedDate())
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(service.describeSecret(each -> each.secretId("a")).lastChangedDate())
                .isEqualTo(TestingClock.START);

        service.store.beforeNextWrite(() -> {
            throw new AssertionError("a second read of the same day wrote");
        });
        service.getSecretValue(each -> each.secretId("a"));
        service.store.beforeNextWrite(() -> {});

        service.clock.advance(Duration.ofDays(1));
        service.getSecretValue(each -> each.secretId("a"));
        assertThat(accessed()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    }

    private Instant accessed() {
        return service.describeSecret(each -> each.secretId("a")).lastAccessedDate();
    }

    @Test
    void aReadWhoseDayCannotBeNotedStillAnswers() {
        service.store.beforeNextWrite(() -> {
            throw new IllegalStateException("the disk is full");
        });

        assertThat(service.getSecretValue(each -> each.secretId("a")).secretString())
                .isEqualTo("one");
        assertThat(accessed()).isNull();
    }
}
