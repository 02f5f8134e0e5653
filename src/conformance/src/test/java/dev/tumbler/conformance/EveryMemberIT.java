package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Each operation asked with every member that it takes, and the members of its answer: these and no other.
 * {@link PasswordIT} has GetRandomPassword's.
 */
@ExtendWith(SharedEndpoint.class)
class EveryMemberIT {
    private static final String PARIS = "eu-west-3";
    private static final String NAMED = "{\"SecretId\":\"${name}\"}";

    private static Endpoint endpoint;
    private static Caller abroad;
    private static SecretsManagerClient paris;
    private static KmsClient kms;
    private static String key;

    private Wire wire;

    @BeforeAll
    static void start(Endpoint shared) {
        endpoint = shared;
        abroad = shared.caller().in(Region.of(PARIS));
        paris = abroad.configure(SecretsManagerClient.builder()).build();
        kms = shared.clients().kms();
        key = kms.createKey().keyMetadata().keyId();
    }

    @AfterAll
    static void stop() {
        endpoint.removeSecrets(endpoint.secrets());
        endpoint.removeSecrets(paris);
        paris.close();
        kms.scheduleKeyDeletion(each -> each.keyId(key).pendingWindowInDays(7));
    }

    @BeforeEach
    void name() {
        String name = endpoint.unique("complete");
        wire = new Wire(endpoint.caller())
                .with("name", name)
                .with("region", endpoint.region())
                .with("account", endpoint.account())
                .with("key", key)
                .with("one", version(1))
                .with("two", version(2))
                .with("three", version(3));
    }

    private static String version(int number) {
        return "00000000-0000-0000-0000-%012d".formatted(number);
    }

    private void create() {
        String arn = wire.answer(
                        "CreateSecret",
                        """
                        {"Name":"${name}","ClientRequestToken":"${one}","SecretString":"first"}""")
                .getString("ARN");
        wire.with("arn", arn);
    }

    @Test
    void aSecretWithEverythingIsCreatedDescribedAndListed() {
        String arn = wire.answer(
                        "CreateSecret",
                        """
                        {"Name":"${name}","ClientRequestToken":"${one}","Description":"all of it","KmsKeyId":"${key}",
                         "SecretString":"first","Tags":[{"Key":"a","Value":"1"},{"Key":"b"}],"Unknown":{"x":[1]}}""")
                .getString("ARN");
        wire.with("arn", arn);
        wire.answer("GetSecretValue", NAMED);

        wire.assertAnswer(
                "DescribeSecret",
                """
                {"SecretId":"${arn}"}""",
                """
                {"ARN":"${arn}","Name":"${name}","Description":"all of it","KmsKeyId":"${key}","CreatedDate":"date",
                 "LastChangedDate":"date","LastAccessedDate":"date","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":""}],
                 "VersionIdsToStages":{"${one}":["AWSCURRENT"]}}""");
        wire.assertAnswer(
                "ListSecrets",
                """
                {"Filters":[{"Key":"name","Values":["${name}"]}],"IncludePlannedDeletion":true,"MaxResults":100,
                 "SortBy":"name","SortOrder":"desc"}""",
                """
                {"SecretList":[
                 {"ARN":"${arn}","Name":"${name}","Description":"all of it","KmsKeyId":"${key}","CreatedDate":"date",
                 "LastChangedDate":"date","LastAccessedDate":"date","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":""}],
                 "SecretVersionsToStages":{"${one}":["AWSCURRENT"]}}]}""");
        wire.assertAnswer(
                "ListSecretVersionIds",
                """
                {"SecretId":"${name}","IncludeDeprecated":true,"MaxResults":100}""",
                """
                {"ARN":"${arn}","Name":"${name}","Versions":[{"VersionId":"${one}","VersionStages":["AWSCURRENT"],
                 "CreatedDate":"date","LastAccessedDate":"date","KmsKeyIds":["${key}"]}]}""");
    }

    @Test
    void aSecretWithNothingHasNothingToShow() {
        wire.with(
                "arn",
                wire.answer("CreateSecret", """
                {"Name":"${name}","ClientRequestToken":"${one}"}""")
                        .getString("ARN"));
        wire.assertAnswer(
                "DescribeSecret",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date"}""");
        wire.assertAnswer(
                "ListSecretVersionIds", NAMED, """
                {"ARN":"${arn}","Name":"${name}","Versions":[]}""");
        wire.assertAnswer(
                "UpdateSecret",
                """
                {"SecretId":"${name}","ClientRequestToken":"${two}","Description":"later"}""",
                """
                {"ARN":"${arn}","Name":"${name}"}""");
        wire.assertAnswer(
                "PutSecretValue",
                """
                {"SecretId":"${name}","ClientRequestToken":"${three}","SecretString":"first"}""",
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${three}","VersionStages":["AWSCURRENT"]}""");
    }

    @Test
    void createSecretTellsOfItsValueAndItsRegionsOnlyIfThereAreAny() {
        JsonObject answer = wire.answer(
                "CreateSecret",
                """
                {"Name":"${name}","ClientRequestToken":"${one}","SecretBinary":"Zm9vdGVzdA==",
                 "AddReplicaRegions":[{"Region":"eu-west-3","KmsKeyId":"alias/aws/secretsmanager"}],
                 "ForceOverwriteReplicaSecret":true}""");
        assertThat(answer.getString("ARN"))
                .matches(wire.filled("arn:aws:secretsmanager:${region}:${account}:secret:${name}-[A-Za-z0-9]{6}"));
        wire.with("arn", answer.getString("ARN"));
        wire.assertIs(
                answer,
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${one}","ReplicationStatus":[
                 {"Region":"eu-west-3","KmsKeyId":"alias/aws/secretsmanager","Status":"InProgress"}]}""");
    }

    @Test
    void aValueIsPutAndReadByVersionAndLabel() {
        create();
        wire.assertAnswer(
                "PutSecretValue",
                """
                {"SecretId":"${arn}","ClientRequestToken":"${two}","SecretBinary":"Zm9vdGVzdA==",
                 "VersionStages":["BLUE","AWSPENDING"],"RotationToken":"00000000-0000-0000-0000-000000000000"}""",
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${two}","VersionStages":["AWSPENDING","BLUE"]}""");
        String pending =
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${two}","SecretBinary":"Zm9vdGVzdA==",
                 "VersionStages":["AWSPENDING","BLUE"],"CreatedDate":"date"}""";
        wire.assertAnswer(
                "GetSecretValue",
                """
                {"SecretId":"${name}","VersionId":"${two}","VersionStage":"BLUE"}""",
                pending);
        wire.assertAnswer(
                "GetSecretValue", """
                {"SecretId":"${arn}","VersionStage":"AWSPENDING"}""", pending);
        wire.assertAnswer(
                "GetSecretValue",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${one}","SecretString":"first",
                 "VersionStages":["AWSCURRENT"],"CreatedDate":"date"}""");
    }

    @Test
    void valuesAreReadByNameAndBySearch() {
        create();
        wire.assertAnswer(
                "BatchGetSecretValue",
                """
                {"SecretIdList":["${name}","${name}-none"]}""",
                """
                {"SecretValues":[{"ARN":"${arn}","Name":"${name}","VersionId":"${one}","SecretString":"first",
                 "VersionStages":["AWSCURRENT"],"CreatedDate":"date"}],
                 "Errors":[{"SecretId":"${name}-none","ErrorCode":"ResourceNotFoundException",
                 "Message":"Secrets Manager can't find the specified secret."}]}""");
        wire.assertAnswer(
                "BatchGetSecretValue",
                """
                {"Filters":[{"Key":"name","Values":["${name}"]}],"MaxResults":20}""",
                """
                {"SecretValues":[{"ARN":"${arn}","Name":"${name}","VersionId":"${one}","SecretString":"first",
                 "VersionStages":["AWSCURRENT"],"CreatedDate":"date"}],"Errors":[]}""");
    }

    @Test
    void everythingOfASecretIsUpdated() {
        create();
        wire.assertAnswer(
                "UpdateSecret",
                """
                {"SecretId":"${name}","ClientRequestToken":"${two}","Description":"new","KmsKeyId":"${key}",
                 "SecretString":"second"}""",
                """
                {"ARN":"${arn}","Name":"${name}","VersionId":"${two}"}""");
        wire.assertAnswer(
                "DescribeSecret",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","Description":"new","KmsKeyId":"${key}","CreatedDate":"date",
                 "LastChangedDate":"date","VersionIdsToStages":{"${one}":["AWSPREVIOUS"],"${two}":["AWSCURRENT"]}}""");
        wire.assertAnswer(
                "UpdateSecret",
                """
                {"SecretId":"${name}","ClientRequestToken":"${three}","Description":"","KmsKeyId":""}""",
                """
                {"ARN":"${arn}","Name":"${name}"}""");
        wire.assertAnswer(
                "DescribeSecret",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date",
                 "LastChangedDate":"date","VersionIdsToStages":{"${one}":["AWSPREVIOUS"],"${two}":["AWSCURRENT"]}}""");
        wire.assertAnswer(
                "UpdateSecretVersionStage",
                """
                {"SecretId":"${name}","VersionStage":"AWSCURRENT","MoveToVersionId":"${one}",
                 "RemoveFromVersionId":"${two}"}""",
                """
                {"ARN":"${arn}","Name":"${name}"}""");
    }

    @Test
    void aSecretIsTaggedAndUntagged() {
        create();
        wire.assertAnswer(
                "TagResource", """
                {"SecretId":"${arn}","Tags":[{"Key":"a","Value":"1"}]}""", "{}");
        wire.assertAnswer("UntagResource", """
                {"SecretId":"${arn}","TagKeys":["a","none"]}""", "{}");
        wire.assertAnswer(
                "DescribeSecret",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date","Tags":[],
                 "VersionIdsToStages":{"${one}":["AWSCURRENT"]}}""");
    }

    @Test
    void aSecretIsDeletedRestoredAndDeletedForGood() {
        create();
        wire.assertAnswer(
                "DeleteSecret",
                """
                {"SecretId":"${name}","RecoveryWindowInDays":7,"ForceDeleteWithoutRecovery":false}""",
                """
                {"ARN":"${arn}","Name":"${name}","DeletionDate":"date"}""");
        wire.assertAnswer(
                "DescribeSecret",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date","DeletedDate":"date",
                 "VersionIdsToStages":{"${one}":["AWSCURRENT"]}}""");
        wire.assertAnswer(
                "RestoreSecret",
                """
                {"SecretId":"${arn}"}""",
                """
                {"ARN":"${arn}","Name":"${name}"}""");
        wire.assertAnswer(
                "DescribeSecret",
                NAMED,
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date",
                 "VersionIdsToStages":{"${one}":["AWSCURRENT"]}}""");
        wire.assertAnswer(
                "DeleteSecret",
                """
                {"SecretId":"${name}","ForceDeleteWithoutRecovery":true}""",
                """
                {"ARN":"${arn}","Name":"${name}","DeletionDate":"date"}""");
    }

    @Test
    void aPolicyIsPutReadValidatedAndDeleted() {
        create();
        String policy = "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
                + "\\\"Principal\\\":{\\\"AWS\\\":\\\"${account}\\\"},"
                + "\\\"Action\\\":\\\"secretsmanager:GetSecretValue\\\",\\\"Resource\\\":\\\"*\\\"}]}";
        String answer = """
                {"ARN":"${arn}","Name":"${name}"}""";
        wire.assertAnswer("GetResourcePolicy", NAMED, answer);
        wire.assertAnswer(
                "PutResourcePolicy",
                "{\"SecretId\":\"${name}\",\"BlockPublicPolicy\":true,\"ResourcePolicy\":\"" + policy + "\"}",
                answer);
        wire.assertAnswer(
                "GetResourcePolicy",
                NAMED,
                "{\"ARN\":\"${arn}\",\"Name\":\"${name}\",\"ResourcePolicy\":\"" + policy + "\"}");
        wire.assertAnswer(
                "ValidateResourcePolicy",
                "{\"SecretId\":\"${name}\",\"ResourcePolicy\":\"" + policy + "\"}",
                "{\"PolicyValidationPassed\":true,\"ValidationErrors\":[]}");
        wire.assertAnswer("DeleteResourcePolicy", NAMED, answer);
        wire.assertAnswer("GetResourcePolicy", NAMED, answer);
    }

    @Test
    void aSecretIsReplicatedPromotedAndLeftAlone() {
        create();
        wire.assertAnswer(
                "ReplicateSecretToRegions",
                """
                {"SecretId":"${name}","AddReplicaRegions":[{"Region":"eu-west-3","KmsKeyId":"alias/aws/secretsmanager"}],
                 "ForceOverwriteReplicaSecret":true}""",
                """
                {"ARN":"${arn}","ReplicationStatus":[{"Region":"eu-west-3","KmsKeyId":"alias/aws/secretsmanager",
                 "Status":"InProgress"}]}""");
        Await.until("the replica is there", Duration.ofSeconds(20), () -> wire.answer("DescribeSecret", NAMED)
                .getJsonArray("ReplicationStatus")
                .getJsonObject(0)
                .getString("Status")
                .equals("InSync"));
        Wire there = new Wire(abroad)
                .with("name", wire.filled("${name}"))
                .with("arn", wire.filled("${arn}").replace(endpoint.region(), PARIS))
                .with("region", endpoint.region())
                .with("one", version(1));
        there.assertAnswer(
                "DescribeSecret",
                """
                {"SecretId":"${arn}"}""",
                """
                {"ARN":"${arn}","Name":"${name}","CreatedDate":"date","LastChangedDate":"date",
                 "PrimaryRegion":"${region}","VersionIdsToStages":{"${one}":["AWSCURRENT"]}}""");
        there.assertAnswer(
                "StopReplicationToReplica",
                """
                {"SecretId":"${arn}"}""",
                """
                {"ARN":"${arn}"}""");
        wire.assertAnswer(
                "RemoveRegionsFromReplication",
                """
                {"SecretId":"${name}","RemoveReplicaRegions":["eu-west-3"]}""",
                """
                {"ARN":"${arn}","ReplicationStatus":[]}""");
    }
}
