package dev.tumbler.conformance;

import static dev.tumbler.conformance.Refusals.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What AWS refuses of secrets as a whole: their names, tokens, tags, deletion and restoration. */
@ExtendWith(SharedEndpoint.class)
class SecretErrorsIT {
    private static final String TOKEN = "00000000-0000-0000-0000-000000000001";

    private static Endpoint endpoint;
    private static SecretsManagerClient aws;
    private static Wire wire;

    @BeforeAll
    static void create(Endpoint shared) {
        endpoint = shared;
        aws = shared.secrets();
        String name = shared.unique("there");
        String leaving = shared.unique("leaving");
        String arn = aws.createSecret(
                        each -> each.name(name).secretString("one").clientRequestToken(TOKEN))
                .arn();
        aws.createSecret(each -> each.name(leaving).secretString("one").clientRequestToken(TOKEN));
        aws.deleteSecret(each -> each.secretId(leaving));
        wire = new Wire(shared.caller())
                .with("name", name)
                .with("arn", arn)
                .with("partial", arn.substring(0, arn.length() - 7))
                .with("leaving", leaving)
                .with("none", shared.unique("none"))
                .with("region", shared.region())
                .with("token", TOKEN)
                .with("other", TOKEN.replace('1', '2'))
                .with("tooShort", "t".repeat(31))
                .with("tooLong", "t".repeat(65));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            CreateSecret                 | {"Name":"a b","ClientRequestToken":"${token}"}
            CreateSecret                 | {"Name":"a#b","ClientRequestToken":"${token}","SecretString":"one"}
            CancelRotateSecret           | {"SecretId":"a b"}
            DeleteResourcePolicy         | {"SecretId":"a b"}
            DeleteSecret                 | {"SecretId":"a b"}
            DeleteSecret                 | {"SecretId":"a b","ForceDeleteWithoutRecovery":true}
            DescribeSecret               | {"SecretId":"a b"}
            GetResourcePolicy            | {"SecretId":"a b"}
            GetSecretValue               | {"SecretId":"a b"}
            ListSecretVersionIds         | {"SecretId":"a b"}
            PutResourcePolicy            | {"SecretId":"a b","ResourcePolicy":"{}"}
            PutSecretValue               | {"SecretId":"a b","ClientRequestToken":"${token}","SecretString":"one"}
            RemoveRegionsFromReplication | {"SecretId":"a b","RemoveReplicaRegions":["eu-west-3"]}
            ReplicateSecretToRegions     | {"SecretId":"a b","AddReplicaRegions":[{"Region":"eu-west-3"}]}
            RestoreSecret                | {"SecretId":"a b"}
            RotateSecret                 | {"SecretId":"a b","ClientRequestToken":"${token}"}
            StopReplicationToReplica     | {"SecretId":"a b"}
            TagResource                  | {"SecretId":"a b","Tags":[]}
            UntagResource                | {"SecretId":"a b","TagKeys":[]}
            UpdateSecret                 | {"SecretId":"a b","ClientRequestToken":"${token}"}
            UpdateSecretVersionStage     | {"SecretId":"a b","VersionStage":"BLUE","MoveToVersionId":"${token}"}
            ValidateResourcePolicy       | {"SecretId":"a b","ResourcePolicy":"{}"}
            """)
    void aNameOfOtherCharactersIsNoName(String operation, String request) {
        wire.assertRefused(
                operation,
                request,
                "ValidationException",
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following:"
                        + " -/_+=.@!");
    }

    /** Rows without a source for AWS's text: tags, and a secret that is deleted once more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            CreateSecret  | {"Name":"${name}","ClientRequestToken":"${other}","SecretString":"one"} | ResourceExistsException | The operation failed because the secret ${name} already exists.
            CreateSecret  | {"Name":"${name}","ClientRequestToken":"${other}"} | ResourceExistsException | The operation failed because the secret ${name} already exists.
            CreateSecret  | {"Name":"${name}","ClientRequestToken":"${token}","SecretString":"two"} | ResourceExistsException | You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.
            CreateSecret  | {"Name":"${leaving}","ClientRequestToken":"${other}","SecretString":"one"} | InvalidRequestException | You can't create this secret because a secret with this name is already scheduled for deletion.
            CreateSecret  | {"Name":"${none}","SecretString":"one"} | InvalidRequestException | You must provide a ClientRequestToken value. We recommend a UUID-type value.
            CreateSecret  | {"Name":"${none}","SecretString":"one","ClientRequestToken":"${tooShort}"} | InvalidParameterException | ClientRequestToken must be 32-64 characters long.
            CreateSecret  | {"Name":"${none}","SecretString":"one","ClientRequestToken":"${tooLong}"} | InvalidParameterException | ClientRequestToken must be 32-64 characters long.
            CreateSecret  | {"Name":"${none}","ClientRequestToken":"${token}","SecretString":"one","SecretBinary":"b25l"} | InvalidParameterException | You can't specify both a binary secret value and a string secret value in the same secret.
            CreateSecret  | {"Name":"${none}","ClientRequestToken":"${token}","AddReplicaRegions":[{"Region":"${region}"}]} | InvalidParameterException | Invalid replica region.
            CreateSecret  | {"Name":"${none}","ClientRequestToken":"${token}","Tags":[{"Key":"aws:mine","Value":"v"}]} | InvalidParameterException | Tag keys that start with aws: are reserved for AWS use.
            CreateSecret  | {"Name":"${none}","ClientRequestToken":"${token}","Tags":[{"Key":"k"},{"Key":"k"}]} | InvalidParameterException | You can't specify the tag key k more than once in a request.
            UpdateSecret  | {"SecretId":"${name}","SecretString":"two"} | InvalidRequestException | You must provide a ClientRequestToken value. We recommend a UUID-type value.
            UpdateSecret  | {"SecretId":"${name}","SecretString":"two","ClientRequestToken":"${tooShort}"} | InvalidParameterException | ClientRequestToken must be 32-64 characters long.
            UpdateSecret  | {"SecretId":"${name}","SecretString":"two","ClientRequestToken":"${token}"} | ResourceExistsException | You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.
            UpdateSecret  | {"SecretId":"${name}","ClientRequestToken":"${other}","SecretString":"one","SecretBinary":"b25l"} | InvalidParameterException | You can't specify both a binary secret value and a string secret value in the same secret.
            DeleteSecret  | {"SecretId":"${name}","RecoveryWindowInDays":6} | InvalidParameterException | The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).
            DeleteSecret  | {"SecretId":"${name}","RecoveryWindowInDays":31} | InvalidParameterException | The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).
            DeleteSecret  | {"SecretId":"${name}","RecoveryWindowInDays":7,"ForceDeleteWithoutRecovery":true} | InvalidParameterException | You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.
            DeleteSecret  | {"SecretId":"${none}"} | ResourceNotFoundException | Secrets Manager can't find the specified secret.
            DeleteSecret  | {"SecretId":"${leaving}","RecoveryWindowInDays":7} | InvalidRequestException | You can't perform this operation on the secret because it was marked for deletion.
            TagResource   | {"SecretId":"${name}","Tags":[{"Key":"aws:mine","Value":"v"}]} | InvalidParameterException | Tag keys that start with aws: are reserved for AWS use.
            TagResource   | {"SecretId":"${name}","Tags":[{"Key":"k"},{"Key":"k"}]} | InvalidParameterException | You can't specify the tag key k more than once in a request.
            UntagResource | {"SecretId":"${name}","TagKeys":["aws:mine"]} | InvalidParameterException | Tag keys that start with aws: are reserved for AWS use.
            """)
    void isRefused(String operation, String request, String code, String message) {
        wire.assertRefused(operation, request, code, message);
    }

    /** A name is looked up as it is written, an ARN with its own six characters, and either of them in its own region. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${none}",
                "${arn}x",
                "${partial}-AAAAAA",
                "${partial}-",
                "arn:aws:secretsmanager:af-south-1:123456789012:secret:${name}",
            })
    void whatNamesAnotherSecretFindsNone(String secretId) {
        assertNotFound(() -> aws.describeSecret(each -> each.secretId(wire.filled(secretId))));
    }

    /** A partial ARN that ends like a full one is taken for one, which AWS documents as a trap. */
    @ParameterizedTest
    @CsvSource({
        "plain, true",
        "/_+=.@-Name, true",
        "ends-a1b2, true",
        "ends-a1b2c3-, true",
        "ends-a1b2c3, false",
    })
    void aPartialArnFindsItsSecretUnlessTheNameEndsAsAnArnDoes(String name, boolean found) {
        String secret = endpoint.unique("partial") + name;
        String arn = aws.createSecret(each -> each.name(secret)).arn();
        String partial = arn.substring(0, arn.length() - 7);
        try {
            if (found) {
                assertThat(aws.describeSecret(each -> each.secretId(partial)).arn())
                        .isEqualTo(arn);
            } else {
                assertNotFound(() -> aws.describeSecret(each -> each.secretId(partial)));
            }
        } finally {
            aws.deleteSecret(each -> each.secretId(arn).forceDeleteWithoutRecovery(true));
        }
    }

    @Test
    void aNameIsCaseSensitive() {
        String name = wire.filled("${name}");
        assertNotFound(() -> aws.describeSecret(each -> each.secretId(name.toUpperCase(Locale.ROOT))));
    }

    @Test
    void aFiftyFirstTagIsOneTooMany() {
        String tagged = endpoint.unique("tagged");
        aws.createSecret(each -> each.name(tagged));
        StringBuilder tags = new StringBuilder();
        for (int number = 1; number <= 50; number++) {
            tags.append(number == 1 ? "" : ",")
                    .append("{\"Key\":\"k")
                    .append(number)
                    .append("\"}");
        }
        wire.answer("TagResource", "{\"SecretId\":\"" + tagged + "\",\"Tags\":[" + tags + "]}");
        wire.assertRefused(
                "TagResource",
                "{\"SecretId\":\"" + tagged + "\",\"Tags\":[{\"Key\":\"more\"}]}",
                "InvalidParameterException",
                "You can't have more than 50 tags on a secret.");
    }
}
