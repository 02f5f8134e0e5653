package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.RDS;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.secret.SecretRotation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

class CancelRotateSecretTest {
    private static final String OWNED = "rds!db-1";
    private static final long DAYS = 10;

    private final SecretsService service = new SecretsService();
    private String arn;

    @BeforeEach
    void createAndConfigure() {
        service.as(
                RDS,
                () -> arn = service.createSecret(each ->
                                each.name(OWNED).clientRequestToken(token(1)).secretString("one"))
                        .arn());
        service.rotateSecret(each -> each.secretId(OWNED)
                .rotationRules(rules -> rules.automaticallyAfterDays(DAYS))
                .rotateImmediately(false));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void rotationIsOffAndItsRulesAreShown() {
        rotateToTheEnd();
        assertThat(describe().lastRotatedDate()).isNotNull();

        CancelRotateSecretResponse cancelled = service.cancelRotateSecret(each -> each.secretId(OWNED));

        assertThat(cancelled)
                .isEqualTo(CancelRotateSecretResponse.builder()
                        .arn(arn)
                        .name(OWNED)
                        .build());
        DescribeSecretResponse described = describe();
        assertThat(described.rotationEnabled()).isFalse();
        assertThat(described.rotationRules().automaticallyAfterDays()).isEqualTo(DAYS);
        assertThat(described.nextRotationDate()).isNull();
        assertThat(described.lastRotatedDate()).isNull();
        SecretListEntry listed = service.listSecrets(each -> {}).secretList().get(0);
        assertThat(listed.rotationEnabled()).isFalse();
        assertThat(listed.rotationRules().automaticallyAfterDays()).isEqualTo(DAYS);
        assertThat(listed.nextRotationDate()).isNull();
        assertThat(listed.lastRotatedDate()).isNull();
    }

    private void rotateToTheEnd() {
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));
        service.as(RDS, () -> {
            service.putSecretValue(each -> each.secretId(OWNED)
                    .clientRequestToken(token(2))
                    .secretString("two")
                    .versionStages("AWSPENDING"));
            service.updateSecretVersionStage(each -> each.secretId(OWNED)
                    .versionStage("AWSCURRENT")
                    .removeFromVersionId(token(1))
                    .moveToVersionId(token(2)));
        });
        service.decide(OWNED, stored -> SecretRotation.stepsRan(stored, token(2), service.clock.instant()));
    }

    @Test
    void theVersionOfTheRotationUnderWayIsNamedAndStaysPending() {
        service.rotateSecret(each -> each.secretId(OWNED).clientRequestToken(token(2)));

        assertThat(service.cancelRotateSecret(each -> each.secretId(OWNED)).versionId())
                .isEqualTo(token(2));
        assertThat(describe().versionIdsToStages()).containsEntry(token(2), List.of("AWSPENDING"));
        assertThat(service.cancelRotateSecret(each -> each.secretId(arn)).versionId())
                .as("as long as it is pending")
                .isEqualTo(token(2));
        assertThat(service.rotateSecret(each -> each.secretId(OWNED)).versionId())
                .as("what is pending is taken up")
                .isEqualTo(token(2));
    }

    @Test
    void rotateSecretTurnsItOnAgainUnderTheStoredRules() {
        service.cancelRotateSecret(each -> each.secretId(OWNED));

        service.rotateSecret(each -> each.secretId(OWNED));

        assertThat(describe().rotationEnabled()).isTrue();
        assertThat(describe().rotationRules().automaticallyAfterDays()).isEqualTo(DAYS);
        assertThat(describe().nextRotationDate()).isNotNull();
    }

    @Test
    void aSecretThatNeverRotatedStaysAsItIs() {
        service.createSecret(each -> each.name("mine").secretString("v"));
        DescribeSecretResponse before = service.describeSecret(each -> each.secretId("mine"));

        assertThat(service.cancelRotateSecret(each -> each.secretId("mine")).versionId())
                .isNull();
        assertThat(service.describeSecret(each -> each.secretId("mine"))).isEqualTo(before);
    }

    @Test
    void aSecretThatIsNotThereIsNotFound() {
        assertThat(service.refusal(() -> service.cancelRotateSecret(each -> each.secretId("missing"))))
                .hasMessage("Secrets Manager can't find the specified secret.");
    }

    private DescribeSecretResponse describe() {
        return service.describeSecret(each -> each.secretId(OWNED));
    }
}
