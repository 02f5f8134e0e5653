package dev.tumbler.wire;

import static dev.tumbler.wire.MemberRule.member;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Secrets Manager's constraints as its service model and its documentation give them, operation by operation. */
final class SecretsManagerConstraints {
    private static final int LARGEST_VALUE = 65_536;

    private static final MemberRule SECRET_ID = member("SecretId").required().length(1, 2048);
    private static final MemberRule DESCRIPTION = member("Description").longest(2048);
    private static final MemberRule KMS_KEY_ID = member("KmsKeyId").longest(2048);
    private static final MemberRule SECRET_BINARY =
            member("SecretBinary").sensitive().length(1, LARGEST_VALUE);
    private static final MemberRule SECRET_STRING =
            member("SecretString").sensitive().utf8Length(1, LARGEST_VALUE);
    private static final MemberRule TYPE = member("Type").longest(256);
    private static final MemberRule MAX_RESULTS = member("MaxResults").range(1, 100);
    private static final MemberRule NEXT_TOKEN = member("NextToken").length(1, 4096);

    /** The model requires neither a tag's key nor a list's element to be there; nothing can be stored without them. */
    private static final MemberRule TAG = member("Tags.member").required();

    private static final MemberRule TAG_KEY =
            member("Tags.member.Key").required().length(1, 128);
    private static final MemberRule TAG_VALUE = member("Tags.member.Value").longest(256);

    private static final MemberRule FILTERS = member("Filters").longest(10);
    private static final MemberRule FILTER = member("Filters.member").required();

    /** The first five stand in the order that AWS's refusal was seen in; the other two came later, and their place is ours. */
    private static final MemberRule FILTER_KEY = member("Filters.member.Key")
            .oneOf("all", "name", "tag-key", "description", "tag-value", "primary-region", "owning-service");

    private static final MemberRule FILTER_VALUES =
            member("Filters.member.Values").length(1, 10);
    private static final MemberRule FILTER_VALUE = member("Filters.member.Values.member")
            .required()
            .longest(512)
            .matches("^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$");

    private static final String REGION = "^([a-z]+-)+\\d+$";
    private static final MemberRule REPLICA_REGIONS =
            member("AddReplicaRegions").shortest(1);

    /** As with tags the model requires neither the element nor its region, and nothing can be replicated without them. */
    private static final MemberRule REPLICA_REGION =
            member("AddReplicaRegions.member").required();

    private static final MemberRule REPLICA_REGION_NAME =
            member("AddReplicaRegions.member.Region").required().length(1, 128).matches(REGION);
    private static final MemberRule REPLICA_REGION_KEY =
            member("AddReplicaRegions.member.KmsKeyId").longest(2048);

    private static final MemberRule RESOURCE_POLICY =
            member("ResourcePolicy").required().length(1, 20_480);

    static final Map<String, List<MemberRule>> TABLE = Map.ofEntries(
            operation(
                    "CreateSecret",
                    member("Name").required().length(1, 512),
                    DESCRIPTION,
                    KMS_KEY_ID,
                    SECRET_BINARY,
                    SECRET_STRING,
                    TAG,
                    TAG_KEY,
                    TAG_VALUE,
                    REPLICA_REGIONS,
                    REPLICA_REGION,
                    REPLICA_REGION_NAME,
                    REPLICA_REGION_KEY,
                    TYPE),
            operation(
                    "GetSecretValue",
                    SECRET_ID,
                    member("VersionId").length(32, 64),
                    member("VersionStage").length(1, 256)),
            operation(
                    "PutSecretValue",
                    SECRET_ID,
                    SECRET_BINARY,
                    SECRET_STRING,
                    member("VersionStages").length(1, 20),
                    member("VersionStages.member").required().length(1, 256),
                    member("RotationToken").sensitive().length(36, 256).matches("^[a-zA-Z0-9\\-]+$")),
            operation("DescribeSecret", SECRET_ID),
            operation(
                    "ListSecrets",
                    MAX_RESULTS,
                    NEXT_TOKEN,
                    FILTERS,
                    FILTER,
                    FILTER_KEY,
                    FILTER_VALUES,
                    FILTER_VALUE,
                    member("SortOrder").oneOf("asc", "desc"),
                    member("SortBy").oneOf("created-date", "last-accessed-date", "last-changed-date", "name")),
            operation(
                    "BatchGetSecretValue",
                    member("SecretIdList").length(1, 20),
                    member("SecretIdList.member").required().length(1, 2048),
                    FILTERS,
                    FILTER,
                    FILTER_KEY,
                    FILTER_VALUES,
                    FILTER_VALUE,
                    member("MaxResults").range(1, 20),
                    NEXT_TOKEN),
            operation("CancelRotateSecret", SECRET_ID),
            operation("ListSecretVersionIds", SECRET_ID, MAX_RESULTS, NEXT_TOKEN),
            operation(
                    "UpdateSecretVersionStage",
                    SECRET_ID,
                    member("VersionStage").required().length(1, 256),
                    member("RemoveFromVersionId").length(32, 64),
                    member("MoveToVersionId").length(32, 64)),
            operation("UpdateSecret", SECRET_ID, DESCRIPTION, KMS_KEY_ID, SECRET_BINARY, SECRET_STRING, TYPE),
            // The recovery window has no bounds in the model: the operation refuses it with words of its own
            operation("DeleteSecret", SECRET_ID),
            operation("RestoreSecret", SECRET_ID),
            operation(
                    "RotateSecret",
                    SECRET_ID,
                    member("RotationLambdaARN").longest(2048),
                    member("RotationRules.AutomaticallyAfterDays").range(1, 1000),
                    member("RotationRules.Duration").length(2, 3).matches("[0-9]+h"),
                    member("RotationRules.ScheduleExpression")
                            .length(1, 256)
                            .matches("[0-9A-Za-z\\(\\)#\\?\\*\\-\\/, ]+"),
                    member("ExternalSecretRotationMetadata.member").required(),
                    member("ExternalSecretRotationMetadata.member.Key").length(1, 256),
                    member("ExternalSecretRotationMetadata.member.Value").length(1, 2048),
                    member("ExternalSecretRotationRoleArn").length(20, 2048)),
            operation(
                    "GetRandomPassword",
                    member("PasswordLength").range(1, 4096),
                    member("ExcludeCharacters").longest(4096)),
            operation("PutResourcePolicy", SECRET_ID, RESOURCE_POLICY),
            operation("GetResourcePolicy", SECRET_ID),
            operation("DeleteResourcePolicy", SECRET_ID),
            operation("ValidateResourcePolicy", member("SecretId").length(1, 2048), RESOURCE_POLICY),
            operation(
                    "ReplicateSecretToRegions",
                    SECRET_ID,
                    member("AddReplicaRegions").required().shortest(1),
                    REPLICA_REGION,
                    REPLICA_REGION_NAME,
                    REPLICA_REGION_KEY),
            operation(
                    "RemoveRegionsFromReplication",
                    SECRET_ID,
                    member("RemoveReplicaRegions").required().shortest(1),
                    member("RemoveReplicaRegions.member")
                            .required()
                            .length(1, 128)
                            .matches(REGION)),
            operation("StopReplicationToReplica", SECRET_ID),
            operation("TagResource", SECRET_ID, member("Tags").required(), TAG, TAG_KEY, TAG_VALUE),
            operation(
                    "UntagResource",
                    SECRET_ID,
                    member("TagKeys").required(),
                    member("TagKeys.member").required().length(1, 128)));

    private SecretsManagerConstraints() {}

    private static Map.Entry<String, List<MemberRule>> operation(String name, MemberRule... rules) {
        return Map.entry(name, List.of(rules));
    }

    static void check(String operation, SdkPojo request) {
        Validation.check(TABLE.getOrDefault(operation, List.of()), request);
        ClientRequestTokenRule.check(operation, request);
    }
}
