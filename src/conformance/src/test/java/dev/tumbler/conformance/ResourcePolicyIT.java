package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.secretsmanager.model.PublicPolicyException;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

/** The operations on resource policies through the AWS SDK. */
class ResourcePolicyIT {
    private static final String ANYBODY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
              "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]}
            """;

    private static final String OWN_ACCOUNT =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"},
              "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]}
            """;

    private static final String NOBODY = ANYBODY.replace("Allow", "Deny").replace("GetSecretValue", "*");

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients clients;
    private static SecretsManagerClient aws;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder);
        clients = router.clients();
        aws = clients.secrets();
    }

    @AfterAll
    static void stop() {
        clients.close();
        router.close();
    }

    private static void assertRefused(
            ThrowingCallable call, Class<? extends SecretsManagerException> type, String message) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(type)
                .isInstanceOfSatisfying(SecretsManagerException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
                    assertThat(refusal.statusCode()).isEqualTo(400);
                });
    }

    @Test
    void aPolicyIsPutReadReplacedAndDeleted() {
        String arn = aws.createSecret(each -> each.name("shared")).arn();
        GetResourcePolicyResponse none = aws.getResourcePolicy(each -> each.secretId("shared"));
        assertThat(none.resourcePolicy()).isNull();
        assertThat(none.arn()).isEqualTo(arn);
        assertThat(none.name()).isEqualTo("shared");

        PutResourcePolicyResponse put =
                aws.putResourcePolicy(each -> each.secretId("shared").resourcePolicy(ANYBODY));
        assertThat(put.arn()).isEqualTo(arn);
        assertThat(put.name()).isEqualTo("shared");
        assertThat(aws.getResourcePolicy(each -> each.secretId(arn)).resourcePolicy())
                .isEqualTo(ANYBODY);
        aws.putResourcePolicy(
                each -> each.secretId("shared").resourcePolicy(OWN_ACCOUNT).blockPublicPolicy(true));
        assertThat(aws.getResourcePolicy(each -> each.secretId("shared")).resourcePolicy())
                .isEqualTo(OWN_ACCOUNT);

        assertThat(aws.deleteResourcePolicy(each -> each.secretId("shared")).arn())
                .isEqualTo(arn);
        assertThat(aws.getResourcePolicy(each -> each.secretId("shared")).resourcePolicy())
                .isNull();
    }

    @Test
    void whatMayNotBeAttachedIsRefused() {
        aws.createSecret(each -> each.name("guarded"));
        assertRefused(
                () -> aws.putResourcePolicy(
                        each -> each.secretId("guarded").resourcePolicy(ANYBODY).blockPublicPolicy(true)),
                PublicPolicyException.class,
                "You can't attach a resource-based policy that allows broad access to the secret.");
        assertRefused(
                () -> aws.putResourcePolicy(each -> each.secretId("guarded").resourcePolicy("{\"Version\": ")),
                MalformedPolicyDocumentException.class,
                "This resource policy contains a syntax error.");
        assertRefused(
                () -> aws.putResourcePolicy(
                        each -> each.secretId("guarded").resourcePolicy(OWN_ACCOUNT.replace("123456789012", "nobody"))),
                MalformedPolicyDocumentException.class,
                "This resource policy contains an unsupported principal.");
        assertRefused(
                () -> aws.putResourcePolicy(
                        each -> each.secretId("guarded").resourcePolicy(OWN_ACCOUNT.replace("AWS", "Service"))),
                MalformedPolicyDocumentException.class,
                "This resource policy contains an unsupported service principal.");
        assertRefused(
                () -> aws.putResourcePolicy(each -> each.secretId("guarded").resourcePolicy(NOBODY)),
                MalformedPolicyDocumentException.class,
                "Your requested changes will not allow you to manage this secret in the future.");
        assertThat(aws.getResourcePolicy(each -> each.secretId("guarded")).resourcePolicy())
                .isNull();
    }

    @Test
    void aPolicyIsValidatedWithASecretAndWithout() {
        aws.createSecret(each -> each.name("validated"));
        ValidateResourcePolicyResponse sound =
                aws.validateResourcePolicy(each -> each.secretId("validated").resourcePolicy(OWN_ACCOUNT));
        assertThat(sound.policyValidationPassed()).isTrue();
        assertThat(sound.hasValidationErrors()).isTrue();
        assertThat(sound.validationErrors()).isEmpty();

        ValidateResourcePolicyResponse broad = aws.validateResourcePolicy(each -> each.resourcePolicy(ANYBODY));
        assertThat(broad.policyValidationPassed()).isFalse();
        assertThat(broad.validationErrors())
                .extracting(ValidationErrorsEntry::errorMessage)
                .containsExactly("You can't attach a resource-based policy that allows broad access to the secret.");
        assertRefused(
                () -> aws.validateResourcePolicy(each -> each.resourcePolicy("text")),
                MalformedPolicyDocumentException.class,
                "This resource policy contains a syntax error.");
    }

    @Test
    void aSecretThatIsNotThereOrAboutToGoIsRefused() {
        assertRefused(
                () -> aws.putResourcePolicy(each -> each.secretId("missing").resourcePolicy(OWN_ACCOUNT)),
                ResourceNotFoundException.class,
                "Secrets Manager can't find the specified secret.");
        aws.createSecret(each -> each.name("leaving"));
        aws.deleteSecret(each -> each.secretId("leaving"));
        assertMarked(() -> aws.getResourcePolicy(each -> each.secretId("leaving")));
        assertMarked(() -> aws.deleteResourcePolicy(each -> each.secretId("leaving")));
        assertMarked(
                () -> aws.putResourcePolicy(each -> each.secretId("leaving").resourcePolicy(OWN_ACCOUNT)));
        assertMarked(() ->
                aws.validateResourcePolicy(each -> each.secretId("leaving").resourcePolicy(OWN_ACCOUNT)));
    }

    private static void assertMarked(ThrowingCallable call) {
        assertRefused(
                call,
                InvalidRequestException.class,
                "You can't perform this operation on the secret because it was marked for deletion.");
    }
}
