package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that is made again, as a client does whose connection broke before the answer. */
@ExtendWith(SharedEndpoint.class)
class RepeatedCallsIT {
    private final Wire wire;

    RepeatedCallsIT(Endpoint endpoint) {
        wire = new Wire(endpoint.caller())
                .with("name", endpoint.unique("repeated"))
                .with("one", "00000000-0000-0000-0000-000000000001")
                .with("two", "00000000-0000-0000-0000-000000000002")
                .with(
                        "policy",
                        """
                        {\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Resource\\":\\"*\\",\
                        \\"Principal\\":{\\"AWS\\":\\"%s\\"},\\"Action\\":\\"secretsmanager:GetSecretValue\\"}]}"""
                                .formatted(endpoint.account()));
    }

    @BeforeEach
    void create() {
        wire.with(
                "arn",
                wire.answer(
                                "CreateSecret",
                                """
                                {"Name":"${name}","ClientRequestToken":"${one}","SecretString":"first"}""")
                        .getString("ARN"));
    }

    /** Everything that a caller can see but for when it was last changed, of which AWS promises nothing here. */
    private JsonObject state() {
        JsonObject state = wire.answer("DescribeSecret", "{\"SecretId\":\"${name}\"}");
        state.remove("LastChangedDate");
        return state.mergeIn(wire.answer(
                        "ListSecretVersionIds",
                        """
                        {"SecretId":"${name}","IncludeDeprecated":true}"""))
                .mergeIn(wire.answer("GetResourcePolicy", "{\"SecretId\":\"${name}\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            BatchGetSecretValue      | {"SecretIdList":["${name}"]}
            CancelRotateSecret       | {"SecretId":"${name}"}
            CreateSecret             | {"Name":"${name}","ClientRequestToken":"${one}","SecretString":"first"}
            DeleteResourcePolicy     | {"SecretId":"${name}"}
            DescribeSecret           | {"SecretId":"${name}"}
            GetResourcePolicy        | {"SecretId":"${name}"}
            GetSecretValue           | {"SecretId":"${name}"}
            ListSecretVersionIds     | {"SecretId":"${name}"}
            ListSecrets              | {"Filters":[{"Key":"name","Values":["${name}"]}]}
            PutResourcePolicy        | {"SecretId":"${name}","ResourcePolicy":"${policy}"}
            PutSecretValue           | {"SecretId":"${name}","ClientRequestToken":"${two}","SecretString":"second"}
            PutSecretValue           | {"SecretId":"${name}","ClientRequestToken":"${two}","SecretBinary":"eA==","VersionStages":["BLUE"]}
            PutSecretValue           | {"SecretId":"${name}","ClientRequestToken":"${one}","SecretString":"first"}
            RemoveRegionsFromReplication | {"SecretId":"${name}","RemoveReplicaRegions":["eu-west-3"]}
            RestoreSecret            | {"SecretId":"${name}"}
            TagResource              | {"SecretId":"${name}","Tags":[{"Key":"k","Value":"v"}]}
            UntagResource            | {"SecretId":"${name}","TagKeys":["k"]}
            UpdateSecret             | {"SecretId":"${name}","ClientRequestToken":"${two}","SecretString":"second","Description":"new"}
            UpdateSecret             | {"SecretId":"${name}","ClientRequestToken":"${one}","SecretString":"first"}
            UpdateSecretVersionStage | {"SecretId":"${name}","VersionStage":"BLUE","MoveToVersionId":"${one}"}
            ValidateResourcePolicy   | {"SecretId":"${name}","ResourcePolicy":"${policy}"}
            """)
    void theSameCallOnceMoreHasTheSameAnswerAndChangesNothing(String operation, String request) {
        JsonObject answer = wire.answer(operation, request);
        JsonObject state = state();

        assertThat(wire.answer(operation, request)).isEqualTo(answer);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void aDeletionForGoodSucceedsAgainAsOfASecretThatNeverWas() {
        String forced = "{\"SecretId\":\"${arn}\",\"ForceDeleteWithoutRecovery\":true}";
        for (int time = 0; time < 2; time++) {
            wire.assertAnswer(
                    "DeleteSecret",
                    forced,
                    """
                    {"ARN":"${arn}","Name":"${name}","DeletionDate":"date"}""");
        }
    }

    @Test
    void aSecretThatNeverWasIsDeletedForGoodAllTheSame() {
        JsonObject answer = wire.answer(
                "DeleteSecret", """
                {"SecretId":"${name}-never","ForceDeleteWithoutRecovery":true}""");
        assertThat(answer.getString("Name")).isEqualTo(wire.filled("${name}-never"));
        assertThat(answer.getString("ARN"))
                .matches(wire.filled("arn:aws:secretsmanager:.+:secret:${name}-never-\\w{6}"));
        assertThat(answer.getDouble("DeletionDate")).isPositive();
    }

    @Test
    void aDeletionForGoodMayFollowAScheduledOne() {
        wire.answer("DeleteSecret", "{\"SecretId\":\"${name}\"}");
        wire.assertAnswer(
                "DeleteSecret",
                "{\"SecretId\":\"${name}\",\"ForceDeleteWithoutRecovery\":true}",
                """
                {"ARN":"${arn}","Name":"${name}","DeletionDate":"date"}""");
    }

    /** AWS's answer is not sourced: the version that the label was to leave does not hold it any more. */
    @Test
    void aLabelThatHasMovedCannotLeaveItsOldVersionAgain() {
        wire.answer(
                "PutSecretValue",
                """
                {"SecretId":"${name}","ClientRequestToken":"${two}","SecretString":"second"}""");
        String move =
                """
                {"SecretId":"${name}","VersionStage":"AWSCURRENT","MoveToVersionId":"${one}","RemoveFromVersionId":"${two}"}""";
        wire.answer("UpdateSecretVersionStage", move);
        wire.assertRefused(
                "UpdateSecretVersionStage",
                move,
                "InvalidParameterException",
                "The parameter RemoveFromVersionId is invalid. Staging label AWSCURRENT isn't attached to version"
                        + " ${two}.");
    }
}
