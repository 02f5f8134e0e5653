package dev.tumbler.secretsmanager;

import static dev.tumbler.secretsmanager.SecretsService.RDS;
import static dev.tumbler.secretsmanager.SecretsService.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class OwnedSecretTest {
    private static final String NAME = "rds!db-1";
    private final SecretsService service = new SecretsService();

    @BeforeEach
    void createAsRds() {
        service.as(
                RDS,
                () -> service.createSecret(each -> each.name(NAME)
                        .clientRequestToken(token(1))
                        .secretString("v")
                        .tags(tag("aws:rds:primaryDBInstanceArn", "arn"))));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void anybodyReadsIt() {
        DescribeSecretResponse described = service.describeSecret(each -> each.secretId(NAME));

        assertThat(described.owningService()).isEqualTo("rds");
        assertThat(described.tags()).containsExactly(tag("aws:rds:primaryDBInstanceArn", "arn"));
        assertThat(service.getSecretValue(each -> each.secretId(NAME)).secretString())
                .isEqualTo("v");
        assertThat(service.listSecretVersionIds(each -> each.secretId(NAME)).versions())
                .hasSize(1);
    }

    @Test
    void onlyItsServiceWritesIt() {
        assertRefused(() -> service.putSecretValue(each -> each.secretId(NAME).secretString("w")));
        assertRefused(() -> service.updateSecret(each -> each.secretId(NAME).description("d")));
        assertRefused(() -> service.updateSecretVersionStage(
                each -> each.secretId(NAME).versionStage("mine").moveToVersionId(token(1))));
        assertRefused(() -> service.deleteSecret(each -> each.secretId(NAME)));
        assertRefused(() -> service.deleteSecret(each -> each.secretId(NAME).forceDeleteWithoutRecovery(true)));
    }

    private void assertRefused(Runnable call) {
        AwsException refusal = service.refusal(call);

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal)
                .hasMessageStartingWith(
                        "This secret is managed by an AWS service, and you must use that service to" + " update it.")
                .hasMessageContaining("rds");
    }

    @Test
    void itsServiceWritesIt() {
        service.as(RDS, () -> {
            service.putSecretValue(
                    each -> each.secretId(NAME).clientRequestToken(token(2)).secretString("w"));
            service.updateSecretVersionStage(
                    each -> each.secretId(NAME).versionStage("mine").moveToVersionId(token(2)));
        });
        assertThat(service.getSecretValue(each -> each.secretId(NAME)).secretString())
                .isEqualTo("w");

        service.as(RDS, () -> service.deleteSecret(each -> each.secretId(NAME).forceDeleteWithoutRecovery(true)));
        assertThat(service.refusal(() -> service.describeSecret(each -> each.secretId(NAME)))
                        .code())
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void anybodyTagsItButTheServicesTagsStay() {
        service.tagResource(each -> each.secretId(NAME).tags(tag("team", "orders")));
        assertThat(service.describeSecret(each -> each.secretId(NAME)).tags())
                .containsExactly(tag("aws:rds:primaryDBInstanceArn", "arn"), tag("team", "orders"));

        assertThat(service.refusal(() -> service.untagResource(
                                each -> each.secretId(NAME).tagKeys("aws:rds:primaryDBInstanceArn")))
                        .code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
