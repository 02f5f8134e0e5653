package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class ScheduledForDeletionTest {
    private final SecretsService service = new SecretsService();

    @BeforeEach
    void createAndDelete() {
        service.createSecret(each -> each.name("a").clientRequestToken(token(1)).secretString("v"));
        service.deleteSecret(each -> each.secretId("a"));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void everythingThatReadsOrWritesItsValueIsRefused() {
        assertRefused(() -> service.getSecretValue(each -> each.secretId("a")));
        assertRefused(() -> service.putSecretValue(each -> each.secretId("a").secretString("w")));
        assertRefused(() -> service.updateSecret(each -> each.secretId("a").secretString("w")));
        assertRefused(() -> service.updateSecretVersionStage(
                each -> each.secretId("a").versionStage("mine").moveToVersionId(token(1))));
        assertRefused(() -> service.rotateSecret(each -> each.secretId("a")));
        assertRefused(() -> service.cancelRotateSecret(each -> each.secretId("a")));
    }

    @Test
    void everythingThatChangesWhatIsSaidOfItIsRefused() {
        assertRefused(() -> service.updateSecret(each -> each.secretId("a").description("d")));
        assertRefused(() -> service.tagResource(each ->
                each.secretId("a").tags(Tag.builder().key("k").value("v").build())));
        assertRefused(() -> service.untagResource(each -> each.secretId("a").tagKeys("k")));
        assertRefused(() -> service.deleteSecret(each -> each.secretId("a")));
    }

    private void assertRefused(Runnable call) {
        AwsException refusal = service.refusal(call);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal)
                .hasMessage("You can't perform this operation on the secret because it was marked for deletion.");
    }

    @Test
    void noKeyIsUsedForACallThatIsRefused() {
        int before = service.keys.generated() + service.keys.unwrapped();
        service.refusal(() -> service.putSecretValue(each -> each.secretId("a").secretString("w")));
        service.refusal(() -> service.getSecretValue(each -> each.secretId("a")));

        assertThat(service.keys.generated() + service.keys.unwrapped()).isEqualTo(before);
    }

    @Test
    void itIsStillDescribedAndItsVersionsListed() {
        assertThat(service.describeSecret(each -> each.secretId("a")).deletedDate())
                .isNotNull();
        assertThat(service.listSecretVersionIds(each -> each.secretId("a")).versions())
                .hasSize(1);
    }
}
