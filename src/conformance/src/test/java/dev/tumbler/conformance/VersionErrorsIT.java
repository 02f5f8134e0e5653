package dev.tumbler.conformance;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What AWS refuses of values, versions and staging labels. */
@ExtendWith(SharedEndpoint.class)
class VersionErrorsIT {
    private static final int MOST_VERSIONS = 100;
    private static final int MOST_LABELS = 20;

    private static Endpoint endpoint;
    private static SecretsManagerClient aws;
    private static Wire wire;

    @BeforeAll
    static void create(Endpoint shared) {
        endpoint = shared;
        aws = shared.secrets();
        String name = shared.unique("versions");
        String empty = shared.unique("empty");
        String arn = aws.createSecret(
                        each -> each.name(name).secretString("one").clientRequestToken(version(1)))
                .arn();
        aws.putSecretValue(each -> each.secretId(name).secretString("two").clientRequestToken(version(2)));
        aws.createSecret(each -> each.name(empty));
        wire = new Wire(shared.caller())
                .with("name", name)
                .with("arn", arn)
                .with("empty", empty)
                .with("one", version(1))
                .with("two", version(2))
                .with("none", version(9))
                .with("tooShort", "t".repeat(31))
                .with("tooLong", "t".repeat(65));
    }

    private static String version(int number) {
        return "00000000-0000-0000-0000-%012d".formatted(number);
    }

    /** Of UpdateSecretVersionStage only the fourth and the fifth row have AWS's words: the others are not sourced. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            GetSecretValue           | {"SecretId":"${empty}"} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for staging label: AWSCURRENT
            GetSecretValue           | {"SecretId":"${name}","VersionStage":"BLUE"} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for staging label: BLUE
            GetSecretValue           | {"SecretId":"${name}","VersionStage":"AWSPENDING"} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for staging label: AWSPENDING
            GetSecretValue           | {"SecretId":"${name}","VersionId":"${none}"} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for VersionId: ${none}
            GetSecretValue           | {"SecretId":"${name}","VersionId":"${none}","VersionStage":"AWSCURRENT"} | ResourceNotFoundException | Secrets Manager can't find the specified secret value for VersionId: ${none}
            GetSecretValue           | {"SecretId":"${name}","VersionId":"${one}","VersionStage":"AWSCURRENT"} | InvalidRequestException | You provided a VersionStage that is not associated to the provided VersionId.
            GetSecretValue           | {"SecretId":"${name}","VersionId":"${one}","VersionStage":"BLUE"} | InvalidRequestException | You provided a VersionStage that is not associated to the provided VersionId.
            PutSecretValue           | {"SecretId":"${name}","ClientRequestToken":"${none}"} | InvalidRequestException | You must provide either SecretString or SecretBinary.
            PutSecretValue           | {"SecretId":"${name}","ClientRequestToken":"${none}","SecretString":"x","SecretBinary":"eA=="} | InvalidParameterException | You can't specify both a binary secret value and a string secret value in the same secret.
            PutSecretValue           | {"SecretId":"${name}","SecretString":"x"} | InvalidRequestException | You must provide a ClientRequestToken value. We recommend a UUID-type value.
            PutSecretValue           | {"SecretId":"${name}","SecretString":"x","ClientRequestToken":"${tooShort}"} | InvalidParameterException | ClientRequestToken must be 32-64 characters long.
            PutSecretValue           | {"SecretId":"${name}","SecretString":"x","ClientRequestToken":"${tooLong}"} | InvalidParameterException | ClientRequestToken must be 32-64 characters long.
            PutSecretValue           | {"SecretId":"${name}","SecretString":"x","ClientRequestToken":"${one}"} | ResourceExistsException | You can't use ClientRequestToken ${one} because that value is already in use for a version of secret ${arn}.
            PutSecretValue           | {"SecretId":"${name}","SecretBinary":"b25l","ClientRequestToken":"${one}"} | ResourceExistsException | You can't use ClientRequestToken ${one} because that value is already in use for a version of secret ${arn}.
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"BLUE"} | InvalidParameterException | You must specify RemoveFromVersionId, MoveToVersionId, or both.
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"BLUE","MoveToVersionId":"${none}"} | ResourceNotFoundException | Secrets Manager can't find the specified secret version: ${none}
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"AWSCURRENT","MoveToVersionId":"${one}","RemoveFromVersionId":"${one}"} | InvalidParameterException | The parameter RemoveFromVersionId is invalid. Staging label AWSCURRENT isn't attached to version ${one}.
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"AWSCURRENT","MoveToVersionId":"${one}"} | InvalidParameterException | The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${two}, so you must explicitly reference that version in RemoveFromVersionId.
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"AWSCURRENT","RemoveFromVersionId":"${two}"} | InvalidParameterException | You can only move staging label AWSCURRENT to a different secret version. It can’t be completely removed.
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"BLUE","RemoveFromVersionId":"${two}"} | InvalidParameterException | The parameter RemoveFromVersionId is invalid. Staging label BLUE isn't attached to version ${two}.
            ListSecretVersionIds     | {"SecretId":"${name}","NextToken":"nonsense"} | InvalidNextTokenException | The NextToken value is invalid.
            """)
    void isRefused(String operation, String request, String code, String message) {
        wire.assertRefused(operation, request, code, message);
    }

    /** The quotas' texts are not sourced. */
    @Test
    void theVersionAfterTheHundredthIsOneTooMany() {
        String full = endpoint.unique("full");
        aws.createSecret(each -> each.name(full).secretString("1").clientRequestToken(version(1)));
        for (int number = 2; number <= MOST_VERSIONS; number++) {
            String token = version(number);
            aws.putSecretValue(each -> each.secretId(full).secretString("x").clientRequestToken(token));
        }
        for (String operation : new String[] {"PutSecretValue", "UpdateSecret"}) {
            wire.assertRefused(
                    operation,
                    "{\"SecretId\":\"" + full + "\",\"SecretString\":\"x\",\"ClientRequestToken\":\""
                            + version(MOST_VERSIONS + 1) + "\"}",
                    "LimitExceededException",
                    "You've exceeded the maximum number of versions for a secret.");
        }
    }

    @Test
    void theTwentyFirstLabelIsOneTooMany() {
        String labelled = endpoint.unique("labelled");
        aws.createSecret(each -> each.name(labelled).secretString("1").clientRequestToken(version(1)));
        for (int number = 2; number <= MOST_LABELS; number++) {
            String label = "L" + number;
            aws.updateSecretVersionStage(
                    each -> each.secretId(labelled).versionStage(label).moveToVersionId(version(1)));
        }
        String limit = "You've exceeded the maximum number of staging labels for a secret.";
        wire.assertRefused(
                "UpdateSecretVersionStage",
                "{\"SecretId\":\"" + labelled + "\",\"VersionStage\":\"MORE\",\"MoveToVersionId\":\"" + version(1)
                        + "\"}",
                "LimitExceededException",
                limit);
        wire.assertRefused(
                "PutSecretValue",
                "{\"SecretId\":\"" + labelled + "\",\"SecretString\":\"2\",\"ClientRequestToken\":\"" + version(2)
                        + "\",\"VersionStages\":[\"MORE\"]}",
                "LimitExceededException",
                limit);
    }
}
