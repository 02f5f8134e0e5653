package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertMarkedForDeletion;
import static dev.tumbler.conformance.Refusals.assertNotFound;
import static dev.tumbler.conformance.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The Secrets Manager operations through the AWS SDK. */
@ExtendWith(SharedEndpoint.class)
class SecretsManagerIT {
    private final Endpoint endpoint;
    private final SecretsManagerClient aws;

    SecretsManagerIT(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.aws = endpoint.secrets();
    }

    @Test
    void aSecretIsCreatedReadAndDescribed() {
        String name = endpoint.unique("app/one");
        CreateSecretResponse created = aws.createSecret(each -> each.name(name)
                .description("the first")
                .secretString("value-one")
                .tags(tag("team", "blue"), tag("stage", "test")));

        assertThat(created.arn())
                .matches("arn:aws:secretsmanager:" + endpoint.region() + ":\\d{12}:secret:" + name + "-[A-Za-z0-9]{6}");
        GetSecretValueResponse read = aws.getSecretValue(each -> each.secretId(created.arn()));
        assertThat(read.secretString()).isEqualTo("value-one");
        assertThat(read.secretBinary()).isNull();
        assertThat(read.versionId()).isEqualTo(created.versionId());
        assertThat(read.versionStages()).containsExactly("AWSCURRENT");
        assertThat(read.createdDate()).isNotNull();

        DescribeSecretResponse described = aws.describeSecret(each -> each.secretId(name));
        assertThat(described.description()).isEqualTo("the first");
        assertThat(described.tags()).containsExactly(tag("team", "blue"), tag("stage", "test"));
        assertThat(described.versionIdsToStages()).isEqualTo(Map.of(created.versionId(), List.of("AWSCURRENT")));
        assertThat(described.rotationEnabled()).isNull();
        assertThat(described.kmsKeyId()).isNull();
        assertThat(described.deletedDate()).isNull();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void bytesComeBackAsBytes() {
        String binary = endpoint.unique("binary");
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1, 127});
        aws.createSecret(each -> each.name(binary).secretBinary(bytes));
        GetSecretValueResponse read = aws.getSecretValue(each -> each.secretId(binary));
        assertThat(read.secretBinary()).isEqualTo(bytes);
        assertThat(read.secretString()).isNull();
    }

    @Test
    void aNewValueMovesTheLabels() {
        String labels = endpoint.unique("labels");
        String first =
                aws.createSecret(each -> each.name(labels).secretString("1")).versionId();
        String second = aws.putSecretValue(each -> each.secretId(labels).secretString("2"))
                .versionId();
        String third = aws.updateSecret(each -> each.secretId(labels).secretString("3"))
                .versionId();

        assertThat(aws.describeSecret(each -> each.secretId(labels)).versionIdsToStages())
                .isEqualTo(Map.of(second, List.of("AWSPREVIOUS"), third, List.of("AWSCURRENT")));
        assertThat(aws.getSecretValue(each -> each.secretId(labels).versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("2");
        assertThat(aws.getSecretValue(each -> each.secretId(labels).versionId(first))
                        .secretString())
                .isEqualTo("1");
        assertThat(aws.listSecretVersionIds(each -> each.secretId(labels)).versions())
                .extracting(SecretVersionsListEntry::versionId)
                .containsExactlyInAnyOrder(second, third);
        assertThat(aws.listSecretVersionIds(each -> each.secretId(labels).includeDeprecated(true))
                        .versions())
                .extracting(SecretVersionsListEntry::versionId)
                .contains(first);
    }

    @Test
    void aLabelIsMovedByHand() {
        String moved = endpoint.unique("moved");
        String first =
                aws.createSecret(each -> each.name(moved).secretString("1")).versionId();
        String second = aws.putSecretValue(each -> each.secretId(moved).secretString("2"))
                .versionId();
        assertRefused(
                () -> aws.updateSecretVersionStage(
                        each -> each.secretId(moved).versionStage("AWSCURRENT").moveToVersionId(first)),
                "InvalidParameterException",
                "The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to"
                        + " version " + second + ", so you must explicitly reference that version in"
                        + " RemoveFromVersionId.");
        aws.updateSecretVersionStage(each -> each.secretId(moved)
                .versionStage("AWSCURRENT")
                .moveToVersionId(first)
                .removeFromVersionId(second));
        assertThat(aws.getSecretValue(each -> each.secretId(moved)).secretString())
                .isEqualTo("1");
    }

    @Test
    void aRepeatedTokenIsTheSameCallOnceMore() {
        String repeated = endpoint.unique("repeated");
        String token = UUID.randomUUID().toString();
        CreateSecretResponse created = aws.createSecret(
                each -> each.name(repeated).secretString("same").clientRequestToken(token));
        CreateSecretResponse again = aws.createSecret(
                each -> each.name(repeated).secretString("same").clientRequestToken(token));
        assertThat(again.arn()).isEqualTo(created.arn());
        assertThat(again.versionId()).isEqualTo(token);
        assertRefused(
                () -> aws.putSecretValue(
                        each -> each.secretId(repeated).secretString("other").clientRequestToken(token)),
                "ResourceExistsException",
                "You can't use ClientRequestToken " + token
                        + " because that value is already in use for a version of secret " + created.arn() + ".");
        assertRefused(
                () -> aws.createSecret(each -> each.name(repeated).secretString("same")),
                "ResourceExistsException",
                "The operation failed because the secret " + repeated + " already exists.");
    }

    @Test
    void aDeletedSecretWaitsAndCanBeRestored() {
        String name = endpoint.unique("deleted");
        aws.createSecret(each -> each.name(name).secretString("kept"));
        DeleteSecretResponse deleted =
                aws.deleteSecret(each -> each.secretId(name).recoveryWindowInDays(7L));
        assertThat(deleted.deletionDate()).isNotNull();
        assertMarkedForDeletion(() -> aws.getSecretValue(each -> each.secretId(name)));
        assertRefused(
                () -> aws.createSecret(each -> each.name(name).secretString("again")),
                "InvalidRequestException",
                "You can't create this secret because a secret with this name is already scheduled for deletion.");
        assertThat(aws.describeSecret(each -> each.secretId(name)).deletedDate())
                .isEqualTo(deleted.deletionDate());

        aws.restoreSecret(each -> each.secretId(name));
        assertThat(aws.getSecretValue(each -> each.secretId(name)).secretString())
                .isEqualTo("kept");
    }

    @Test
    void aForcedDeletionLeavesNothingAndANewSecretHasANewArn() {
        String forced = endpoint.unique("forced");
        String first =
                aws.createSecret(each -> each.name(forced).secretString("1")).arn();
        aws.deleteSecret(each -> each.secretId(forced).forceDeleteWithoutRecovery(true));
        assertNotFound(() -> aws.describeSecret(each -> each.secretId(forced)));
        String second =
                aws.createSecret(each -> each.name(forced).secretString("2")).arn();
        assertThat(second).isNotEqualTo(first);
        assertNotFound(() -> aws.describeSecret(each -> each.secretId(first)));
    }

    @Test
    void tagsAreOverwrittenAndRemoved() {
        String tagged = endpoint.unique("tagged");
        aws.createSecret(each -> each.name(tagged));
        assertThat(aws.describeSecret(each -> each.secretId(tagged)).hasTags()).isFalse();
        aws.tagResource(each -> each.secretId(tagged).tags(tag("a", "1"), tag("b", "2")));
        aws.tagResource(each -> each.secretId(tagged).tags(tag("a", "3")));
        assertThat(aws.describeSecret(each -> each.secretId(tagged)).tags())
                .containsExactlyInAnyOrder(tag("a", "3"), tag("b", "2"));
        aws.untagResource(each -> each.secretId(tagged).tagKeys("a", "b", "none"));
        DescribeSecretResponse described = aws.describeSecret(each -> each.secretId(tagged));
        assertThat(described.hasTags()).isTrue();
        assertThat(described.tags()).isEmpty();
    }

    @Test
    void listingPagesThroughEverySecretOnce() {
        List<String> created = new ArrayList<>();
        for (int each = 0; each < 7; each++) {
            String name = endpoint.unique("listed");
            aws.createSecret(request -> request.name(name));
            created.add(name);
        }
        List<String> names = aws.listSecretsPaginator(each -> each.maxResults(3)).stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().containsAll(created);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String nothing = endpoint.unique("nothing");
        String empty = endpoint.unique("empty");
        assertNotFound(() -> aws.getSecretValue(each -> each.secretId(nothing)));
        aws.createSecret(each -> each.name(empty));
        assertRefused(
                () -> aws.getSecretValue(each -> each.secretId(empty)),
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
    }

    @Test
    void randomPasswordsFollowTheRules() {
        assertThat(aws.getRandomPassword().randomPassword()).hasSize(32);
        assertThat(aws.getRandomPassword(each -> each.passwordLength(12L)
                                .excludePunctuation(true)
                                .excludeNumbers(true))
                        .randomPassword())
                .matches("[A-Za-z]{12}");
        assertRefused(
                () -> aws.getRandomPassword(each -> each.passwordLength(3L)),
                "InvalidParameterException",
                "Password length is too short based on the required types.");
    }

    @Test
    void aSecretWithoutAnOwnerOrFunctionCannotRotate() {
        String still = endpoint.unique("still");
        aws.createSecret(each -> each.name(still).secretString("1"));
        assertRefused(
                () -> aws.rotateSecret(each -> each.secretId(still)),
                "InvalidRequestException",
                "No Lambda rotation function ARN is associated with this secret.");
    }

    @Test
    void theLargestValueIsStoredAndOneByteMoreIsRefused() {
        String name = endpoint.unique("largest");
        String largest = "x".repeat(65_536);
        aws.createSecret(each -> each.name(name).secretString(largest));
        assertThat(aws.getSecretValue(each -> each.secretId(name)).secretString())
                .isEqualTo(largest);
        assertThatThrownBy(() -> aws.putSecretValue(each -> each.secretId(name).secretString(largest + "x")))
                .isInstanceOfSatisfying(SecretsManagerException.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(400));
    }
}
