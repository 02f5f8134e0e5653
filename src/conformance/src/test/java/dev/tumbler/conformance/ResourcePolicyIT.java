package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertMarkedForDeletion;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

/** The operations on resource policies through the AWS SDK. */
@ExtendWith(SharedEndpoint.class)
class ResourcePolicyIT {
    private static final String ANYBODY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
              "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]}
            """;

    private static final String NOBODY = ANYBODY.replace("Allow", "Deny").replace("GetSecretValue", "*");

    private final Endpoint endpoint;
    private final SecretsManagerClient aws;
    private final String ownAccount;

    ResourcePolicyIT(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.aws = endpoint.secrets();
        this.ownAccount = ANYBODY.replace("\"*\",", "{\"AWS\": \"" + endpoint.account() + "\"},");
    }

    @Test
    void aPolicyIsPutReadReplacedAndDeleted() {
        String shared = endpoint.unique("shared");
        String arn = aws.createSecret(each -> each.name(shared)).arn();
        GetResourcePolicyResponse none = aws.getResourcePolicy(each -> each.secretId(shared));
        assertThat(none.resourcePolicy()).isNull();
        assertThat(none.arn()).isEqualTo(arn);
        assertThat(none.name()).isEqualTo(shared);

        PutResourcePolicyResponse put =
                aws.putResourcePolicy(each -> each.secretId(shared).resourcePolicy(ANYBODY));
        assertThat(put.arn()).isEqualTo(arn);
        assertThat(put.name()).isEqualTo(shared);
        assertThat(aws.getResourcePolicy(each -> each.secretId(arn)).resourcePolicy())
                .isEqualTo(ANYBODY);
        aws.putResourcePolicy(
                each -> each.secretId(shared).resourcePolicy(ownAccount).blockPublicPolicy(true));
        assertThat(aws.getResourcePolicy(each -> each.secretId(shared)).resourcePolicy())
                .isEqualTo(ownAccount);

        assertThat(aws.deleteResourcePolicy(each -> each.secretId(shared)).arn())
                .isEqualTo(arn);
        assertThat(aws.getResourcePolicy(each -> each.secretId(shared)).resourcePolicy())
                .isNull();
    }

    @Test
    void whatMayNotBeAttachedIsRefused() {
        String guarded = endpoint.unique("guarded");
        aws.createSecret(each -> each.name(guarded));
        assertRefused(
                () -> aws.putResourcePolicy(
                        each -> each.secretId(guarded).resourcePolicy(ANYBODY).blockPublicPolicy(true)),
                "PublicPolicyException",
                "You can't attach a resource-based policy that allows broad access to the secret.");
        assertRefused(
                () -> aws.putResourcePolicy(each -> each.secretId(guarded).resourcePolicy("{\"Version\": ")),
                "MalformedPolicyDocumentException",
                "This resource policy contains a syntax error.");
        assertRefused(
                () -> aws.putResourcePolicy(each ->
                        each.secretId(guarded).resourcePolicy(ownAccount.replace(endpoint.account(), "nobody"))),
                "MalformedPolicyDocumentException",
                "This resource policy contains an unsupported principal.");
        assertRefused(
                () -> aws.putResourcePolicy(
                        each -> each.secretId(guarded).resourcePolicy(ownAccount.replace("AWS", "Service"))),
                "MalformedPolicyDocumentException",
                "This resource policy contains an unsupported service principal.");
        assertRefused(
                () -> aws.putResourcePolicy(each -> each.secretId(guarded).resourcePolicy(NOBODY)),
                "MalformedPolicyDocumentException",
                "Your requested changes will not allow you to manage this secret in the future.");
        assertThat(aws.getResourcePolicy(each -> each.secretId(guarded)).resourcePolicy())
                .isNull();
    }

    /** The conditions that AWS names: with one of them everybody is not the public. */
    @ParameterizedTest
    @CsvSource({
        "ArnLike, aws:SourceArn, arn:aws:s3:::bucket",
        "StringEquals, aws:SourceVpc, vpc-1a2b3c4d",
        "StringEquals, aws:SourceVpce, vpce-1a2b3c4d",
        "StringEquals, aws:SourceAccount, 123456789012",
    })
    void aConditionMakesABroadPolicyNarrow(String operator, String key, String value) {
        String narrowed = endpoint.unique("narrowed");
        aws.createSecret(each -> each.name(narrowed));
        String policy = ANYBODY.replace(
                "\"Resource\"",
                "\"Condition\": {\"%s\": {\"%s\": \"%s\"}}, \"Resource\"".formatted(operator, key, value));

        aws.putResourcePolicy(
                each -> each.secretId(narrowed).resourcePolicy(policy).blockPublicPolicy(true));

        assertThat(aws.getResourcePolicy(each -> each.secretId(narrowed)).resourcePolicy())
                .isEqualTo(policy);
    }

    @Test
    void aPolicyIsValidatedWithASecretAndWithout() {
        String validated = endpoint.unique("validated");
        aws.createSecret(each -> each.name(validated));
        ValidateResourcePolicyResponse sound =
                aws.validateResourcePolicy(each -> each.secretId(validated).resourcePolicy(ownAccount));
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
                "MalformedPolicyDocumentException",
                "This resource policy contains a syntax error.");
    }

    @Test
    void aSecretThatIsNotThereOrAboutToGoIsRefused() {
        String missing = endpoint.unique("missing");
        String leaving = endpoint.unique("leaving");
        assertNotFound(
                () -> aws.putResourcePolicy(each -> each.secretId(missing).resourcePolicy(ownAccount)));
        aws.createSecret(each -> each.name(leaving));
        aws.deleteSecret(each -> each.secretId(leaving));
        assertMarkedForDeletion(() -> aws.getResourcePolicy(each -> each.secretId(leaving)));
        assertMarkedForDeletion(() -> aws.deleteResourcePolicy(each -> each.secretId(leaving)));
        assertMarkedForDeletion(
                () -> aws.putResourcePolicy(each -> each.secretId(leaving).resourcePolicy(ownAccount)));
        assertMarkedForDeletion(
                () -> aws.validateResourcePolicy(each -> each.secretId(leaving).resourcePolicy(ownAccount)));
    }
}
