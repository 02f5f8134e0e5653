package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of every member that AWS's service model gives, each with the first value that breaks it. */
@ExtendWith(SharedEndpoint.class)
class ConstraintsIT {
    private static Wire wire;

    @BeforeAll
    static void create(Endpoint endpoint) {
        String name = endpoint.unique("limits");
        endpoint.secrets().createSecret(each -> each.name(name).secretString("one"));
        wire = new Wire(endpoint.caller()).with("name", name).with("token", "00000000-0000-0000-0000-000000000009");
        for (int length : new int[] {21, 31, 65, 129, 257, 513, 2049, 4097, 20_481, 65_537}) {
            wire.with("x" + length, "x".repeat(length));
        }
        wire.with("11", "\"a\"" + ",\"a\"".repeat(10)).with("21", "\"a\"" + ",\"a\"".repeat(20));
        wire.with(
                "11 filters",
                "{\"Key\":\"name\",\"Values\":[\"a\"]}" + ",{\"Key\":\"name\",\"Values\":[\"a\"]}".repeat(10));
    }

    /** Of the value in AWS's text only short plain ones are known, so the end of the text is what counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            CreateSecret | "ClientRequestToken":"${token}" | name | null
            CreateSecret | "Name":"","ClientRequestToken":"${token}" | name | length greater than or equal to 1
            CreateSecret | "Name":"${x513}","ClientRequestToken":"${token}" | name | length less than or equal to 512
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","Description":"${x2049}" | description | length less than or equal to 2048
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","KmsKeyId":"${x2049}" | kmsKeyId | length less than or equal to 2048
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","SecretString":"" | secretString | length greater than or equal to 1
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","SecretString":"${x65537}" | secretString | length less than or equal to 65536
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","SecretBinary":"" | secretBinary | length greater than or equal to 1
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","Type":"${x257}" | type | length less than or equal to 256
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","Tags":[{"Key":""}] | tags.1.member.key | length greater than or equal to 1
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","Tags":[{"Key":"${x129}"}] | tags.1.member.key | length less than or equal to 128
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","Tags":[{"Key":"k","Value":"${x257}"}] | tags.1.member.value | length less than or equal to 256
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","AddReplicaRegions":[] | addReplicaRegions | length greater than or equal to 1
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","AddReplicaRegions":[{"Region":"Paris"}] | addReplicaRegions.1.member.region | regular expression pattern: ^([a-z]+-)+\\d+$
            CreateSecret | "Name":"a","ClientRequestToken":"${token}","AddReplicaRegions":[{"Region":"eu-west-3","KmsKeyId":"${x2049}"}] | addReplicaRegions.1.member.kmsKeyId | length less than or equal to 2048
            DescribeSecret | "Unknown":1 | secretId | null
            DescribeSecret | "SecretId":"" | secretId | length greater than or equal to 1
            DescribeSecret | "SecretId":"${x2049}" | secretId | length less than or equal to 2048
            GetSecretValue | "SecretId":"a","VersionId":"${x31}" | versionId | length greater than or equal to 32
            GetSecretValue | "SecretId":"a","VersionId":"${x65}" | versionId | length less than or equal to 64
            GetSecretValue | "SecretId":"a","VersionStage":"" | versionStage | length greater than or equal to 1
            GetSecretValue | "SecretId":"a","VersionStage":"${x257}" | versionStage | length less than or equal to 256
            PutSecretValue | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"x","VersionStages":[] | versionStages | length greater than or equal to 1
            PutSecretValue | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"x","VersionStages":[${21}] | versionStages | length less than or equal to 20
            PutSecretValue | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"x","RotationToken":"${x31}" | rotationToken | length greater than or equal to 36
            PutSecretValue | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"x","RotationToken":"${x257}" | rotationToken | length less than or equal to 256
            PutSecretValue | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"x","RotationToken":"${x65}_" | rotationToken | regular expression pattern: ^[a-zA-Z0-9\\-]+$
            PutSecretValue | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"${x65537}" | secretString | length less than or equal to 65536
            UpdateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","Description":"${x2049}" | description | length less than or equal to 2048
            UpdateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","SecretString":"${x65537}" | secretString | length less than or equal to 65536
            UpdateSecretVersionStage | "SecretId":"${name}","MoveToVersionId":"${token}" | versionStage | null
            UpdateSecretVersionStage | "SecretId":"${name}","VersionStage":"${x257}" | versionStage | length less than or equal to 256
            UpdateSecretVersionStage | "SecretId":"${name}","VersionStage":"a","MoveToVersionId":"${x31}" | moveToVersionId | length greater than or equal to 32
            UpdateSecretVersionStage | "SecretId":"${name}","VersionStage":"a","RemoveFromVersionId":"${x65}" | removeFromVersionId | length less than or equal to 64
            ListSecrets | "MaxResults":0 | maxResults | value greater than or equal to 1
            ListSecrets | "MaxResults":101 | maxResults | value less than or equal to 100
            ListSecrets | "NextToken":"" | nextToken | length greater than or equal to 1
            ListSecrets | "NextToken":"${x4097}" | nextToken | length less than or equal to 4096
            ListSecrets | "Filters":[${11 filters}] | filters | length less than or equal to 10
            ListSecrets | "Filters":[{"Key":"name","Values":[]}] | filters.1.member.values | length greater than or equal to 1
            ListSecrets | "Filters":[{"Key":"name","Values":[${11}]}] | filters.1.member.values | length less than or equal to 10
            ListSecrets | "SortBy":"size" | sortBy | enum value set: [created-date, last-accessed-date, last-changed-date, name]
            ListSecrets | "SortOrder":"up" | sortOrder | enum value set: [asc, desc]
            ListSecretVersionIds | "SecretId":"${name}","MaxResults":101 | maxResults | value less than or equal to 100
            BatchGetSecretValue | "SecretIdList":[] | secretIdList | length greater than or equal to 1
            BatchGetSecretValue | "SecretIdList":[${21}] | secretIdList | length less than or equal to 20
            BatchGetSecretValue | "Filters":[{"Key":"name","Values":["a"]}],"MaxResults":21 | maxResults | value less than or equal to 20
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationLambdaARN":"${x2049}" | rotationLambdaARN | length less than or equal to 2048
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"AutomaticallyAfterDays":0} | rotationRules.automaticallyAfterDays | value greater than or equal to 1
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"AutomaticallyAfterDays":1001} | rotationRules.automaticallyAfterDays | value less than or equal to 1000
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"Duration":"3d"} | rotationRules.duration | regular expression pattern: [0-9]+h
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"Duration":"100h"} | rotationRules.duration | length less than or equal to 3
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"ScheduleExpression":"${x257}"} | rotationRules.scheduleExpression | length less than or equal to 256
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","RotationRules":{"ScheduleExpression":"@daily"} | rotationRules.scheduleExpression | regular expression pattern: [0-9A-Za-z\\(\\)#\\?\\*\\-\\/, ]+
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","ExternalSecretRotationRoleArn":"short" | externalSecretRotationRoleArn | length greater than or equal to 20
            RotateSecret | "SecretId":"${name}","ClientRequestToken":"${token}","ExternalSecretRotationMetadata":[{"Key":"","Value":"v"}] | externalSecretRotationMetadata.1.member.key | length greater than or equal to 1
            GetRandomPassword | "ExcludeCharacters":"${x4097}" | excludeCharacters | length less than or equal to 4096
            PutResourcePolicy | "SecretId":"${name}" | resourcePolicy | null
            PutResourcePolicy | "SecretId":"${name}","ResourcePolicy":"" | resourcePolicy | length greater than or equal to 1
            PutResourcePolicy | "SecretId":"${name}","ResourcePolicy":"${x20481}" | resourcePolicy | length less than or equal to 20480
            ValidateResourcePolicy | "SecretId":"${name}" | resourcePolicy | null
            ReplicateSecretToRegions | "SecretId":"${name}" | addReplicaRegions | null
            RemoveRegionsFromReplication | "SecretId":"${name}" | removeReplicaRegions | null
            RemoveRegionsFromReplication | "SecretId":"${name}","RemoveReplicaRegions":[] | removeReplicaRegions | length greater than or equal to 1
            TagResource | "SecretId":"${name}" | tags | null
            TagResource | "SecretId":"${name}","Tags":[{"Key":"${x129}"}] | tags.1.member.key | length less than or equal to 128
            UntagResource | "SecretId":"${name}" | tagKeys | null
            """)
    void aMemberOutOfItsLimitsIsRefused(String operation, String members, String place, String limit) {
        JsonObject refusal = wire.refusal(operation, "{" + members + "}");

        assertThat(refusal.getString("__type")).isEqualTo("ValidationException");
        assertThat(refusal.getString("message"))
                .startsWith("1 validation error detected: Value ")
                .endsWith("at '" + place + "' failed to satisfy constraint: Member must " + words(limit));
    }

    private static String words(String limit) {
        String verb = limit.startsWith("enum") || limit.startsWith("regular") ? "satisfy " : "have ";
        return limit.equals("null") ? "not be null" : verb + limit;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            DescribeSecret | {} | 1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null
            ListSecrets    | {"MaxResults":101,"SortOrder":"up"} | 2 validation errors detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100; Value 'up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]
            ListSecrets    | {"Filters":[{"Key":"colour","Values":["x"]}]} | 1 validation error detected: Value 'colour' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name, tag-key, description, tag-value, primary-region, owning-service]
            """)
    void severalAreToldOfTogether(String operation, String request, String message) {
        wire.assertRefused(operation, request, "ValidationException", message);
    }
}
