package dev.tumbler.wire;

import static dev.tumbler.wire.MemberRule.member;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** KMS's constraints as its service model gives them, operation by operation. */
final class KmsConstraints {
    private static final String ALIAS_CHARACTERS = "^[a-zA-Z0-9:/_-]+$";
    private static final String PRINCIPAL_CHARACTERS = "^[\\w+=,.@:/-]+$";

    private static final MemberRule KEY_ID = member("KeyId").required().length(1, 2048);
    private static final MemberRule OPTIONAL_KEY_ID = member("KeyId").length(1, 2048);
    private static final MemberRule TARGET_KEY_ID =
            member("TargetKeyId").required().length(1, 2048);
    private static final MemberRule ALIAS_NAME =
            member("AliasName").required().length(1, 256).matches(ALIAS_CHARACTERS);
    private static final MemberRule LIMIT = member("Limit").range(1, 1000);
    private static final MemberRule MARKER = member("Marker").length(1, 1024).matches("[\\u0020-\\u00FF]*");
    private static final MemberRule POLICY_NAME =
            member("PolicyName").length(1, 128).matches("[\\w]+");
    private static final MemberRule POLICY = member("Policy").length(1, 131_072);
    private static final MemberRule NUMBER_OF_BYTES = member("NumberOfBytes").range(1, 1024);
    private static final MemberRule DATA_KEY_SPEC = member("KeySpec").oneOf("AES_256", "AES_128");
    private static final MemberRule GRANT_TOKENS = member("GrantTokens").longest(10);
    private static final MemberRule GRANT_ID = member("GrantId").length(1, 128);
    private static final MemberRule CIPHERTEXT =
            member("CiphertextBlob").required().length(1, 6144);
    private static final MemberRule TAG = member("Tags.member").required();
    private static final MemberRule TAG_KEY =
            member("Tags.member.TagKey").required().length(1, 128);
    private static final MemberRule TAG_VALUE =
            member("Tags.member.TagValue").required().longest(256);

    static final Map<String, List<MemberRule>> TABLE = Map.ofEntries(
            operation(
                    "CreateKey",
                    POLICY,
                    member("Description").longest(8192),
                    member("KeyUsage").oneOf("SIGN_VERIFY", "ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"),
                    member("Origin").oneOf("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"),
                    TAG,
                    TAG_KEY,
                    TAG_VALUE),
            operation("DescribeKey", KEY_ID, GRANT_TOKENS),
            operation("ListKeys", LIMIT, MARKER),
            operation("GetKeyPolicy", KEY_ID, POLICY_NAME),
            operation("PutKeyPolicy", KEY_ID, POLICY_NAME, POLICY.required()),
            operation("EnableKey", KEY_ID),
            operation("DisableKey", KEY_ID),
            operation(
                    "ScheduleKeyDeletion", KEY_ID, member("PendingWindowInDays").range(1, 365)),
            operation("CancelKeyDeletion", KEY_ID),
            operation("CreateAlias", ALIAS_NAME, TARGET_KEY_ID),
            operation("UpdateAlias", ALIAS_NAME, TARGET_KEY_ID),
            operation("DeleteAlias", ALIAS_NAME),
            operation("ListAliases", OPTIONAL_KEY_ID, LIMIT, MARKER),
            operation(
                    "Encrypt",
                    KEY_ID,
                    member("Plaintext").required().sensitive().length(1, 4096),
                    GRANT_TOKENS),
            operation("Decrypt", CIPHERTEXT, OPTIONAL_KEY_ID, GRANT_TOKENS),
            operation(
                    "ReEncrypt",
                    CIPHERTEXT,
                    member("SourceKeyId").length(1, 2048),
                    member("DestinationKeyId").required().length(1, 2048),
                    GRANT_TOKENS),
            operation("GenerateDataKey", KEY_ID, NUMBER_OF_BYTES, DATA_KEY_SPEC, GRANT_TOKENS),
            operation("GenerateDataKeyWithoutPlaintext", KEY_ID, NUMBER_OF_BYTES, DATA_KEY_SPEC, GRANT_TOKENS),
            operation(
                    "CreateGrant",
                    KEY_ID,
                    member("GranteePrincipal").required().length(1, 256).matches(PRINCIPAL_CHARACTERS),
                    member("RetiringPrincipal").length(1, 256).matches(PRINCIPAL_CHARACTERS),
                    member("Operations").required(),
                    member("Operations.member")
                            .oneOf(
                                    "Decrypt",
                                    "Encrypt",
                                    "GenerateDataKey",
                                    "GenerateDataKeyWithoutPlaintext",
                                    "ReEncryptFrom",
                                    "ReEncryptTo",
                                    "Sign",
                                    "Verify",
                                    "GetPublicKey",
                                    "CreateGrant",
                                    "RetireGrant",
                                    "DescribeKey",
                                    "GenerateDataKeyPair",
                                    "GenerateDataKeyPairWithoutPlaintext",
                                    "GenerateMac",
                                    "VerifyMac",
                                    "DeriveSharedSecret"),
                    member("Name").length(1, 256).matches(ALIAS_CHARACTERS),
                    GRANT_TOKENS),
            operation(
                    "ListGrants",
                    KEY_ID,
                    GRANT_ID,
                    LIMIT,
                    MARKER,
                    member("GranteePrincipal").length(1, 256).matches(PRINCIPAL_CHARACTERS)),
            operation("RetireGrant", member("GrantToken").length(1, 8192), OPTIONAL_KEY_ID, GRANT_ID),
            operation("RevokeGrant", KEY_ID, GRANT_ID.required()),
            operation("TagResource", KEY_ID, member("Tags").required(), TAG, TAG_KEY, TAG_VALUE),
            operation(
                    "UntagResource",
                    KEY_ID,
                    member("TagKeys").required(),
                    member("TagKeys.member").required().length(1, 128)),
            operation("ListResourceTags", KEY_ID, LIMIT, MARKER));

    private KmsConstraints() {}

    private static Map.Entry<String, List<MemberRule>> operation(String name, MemberRule... rules) {
        return Map.entry(name, List.of(rules));
    }

    static void check(String operation, SdkPojo request) {
        Validation.check(TABLE.getOrDefault(operation, List.of()), request);
    }
}
