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
                    member("AddReplicaRegions").shortest(1),
                    member("AddReplicaRegions.member").required(),
                    member("AddReplicaRegions.member.Region").length(1, 128).matches("^([a-z]+-)+\\d+$"),
                    member("AddReplicaRegions.member.KmsKeyId").longest(2048),
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
                    member("Filters").longest(10),
                    member("Filters.member").required(),
                    member("Filters.member.Key")
                            .oneOf(
                                    "description",
                                    "name",
                                    "tag-key",
                                    "tag-value",
                                    "primary-region",
                                    "owning-service",
                                    "all"),
                    member("Filters.member.Values").length(1, 10),
                    member("Filters.member.Values.member")
                            .required()
                            .longest(512)
                            .matches("^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$"),
                    member("SortOrder").oneOf("asc", "desc"),
                    member("SortBy").oneOf("created-date", "last-accessed-date", "last-changed-date", "name")),
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
