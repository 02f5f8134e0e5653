package dev.tumbler.standins.kms;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.Partition;
import java.nio.charset.StandardCharsets;

/** The texts of key policies. */
final class KeyPolicies {
    static final String NAME = "default";
    private static final int MOST_BYTES = 32 * 1024;

    private static final String SECRETS_MANAGER =
            """
            {
              "Version" : "2012-10-17",
              "Id" : "auto-secretsmanager-1",
              "Statement" : [ {
                "Sid" : "Allow access through AWS Secrets Manager for all principals in the account that are authorized to use AWS Secrets Manager",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "*"
                },
                "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:CreateGrant", "kms:DescribeKey" ],
                "Resource" : "*",
                "Condition" : {
                  "StringEquals" : {
                    "kms:CallerAccount" : "%1$s",
                    "kms:ViaService" : "secretsmanager.%2$s.%3$s"
                  }
                }
              }, {
                "Sid" : "Allow access through AWS Secrets Manager for all principals in the account that are authorized to use AWS Secrets Manager",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "*"
                },
                "Action" : "kms:GenerateDataKey*",
                "Resource" : "*",
                "Condition" : {
                  "StringEquals" : {
                    "kms:CallerAccount" : "%1$s"
                  },
                  "StringLike" : {
                    "kms:ViaService" : "secretsmanager.%2$s.%3$s"
                  }
                }
              }, {
                "Sid" : "Allow direct access to key metadata to the account",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "%4$s"
                },
                "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
                "Resource" : "*"
              } ]
            }""";

    private KeyPolicies() {}

    /** The policy of a key that was made without one: the account decides by its own policies. */
    static String ofCustomer(String account, String region) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "%s"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }"""
                .formatted(root(account, region));
    }

    /** The policy of {@code aws/secretsmanager}: everybody in the account may use it, and only by Secrets Manager. */
    static String ofSecretsManager(String account, String region) {
        return SECRETS_MANAGER.formatted(account, region, Partition.of(region).dnsSuffix(), root(account, region));
    }

    private static String root(String account, String region) {
        return Arn.global("iam", region, account, "root").toString();
    }

    /** A key has one policy, of this name. */
    static void checkName(String name) {
        if (name != null && !name.equals(NAME)) {
            throw new AwsException(ErrorCode.KMS_NOT_FOUND, "No such policy exists");
        }
    }

    /**
     * The policy of a request, as it was written.
     *
     * @param keyArn the key that gets it, or one like it
     * @param bypass whether the caller does without the check that somebody can replace the policy later
     */
    static String checked(String policy, KmsCall call, String keyArn, Boolean bypass) {
        if (policy.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw KmsErrors.limitExceeded("A key policy can't be larger than 32 KB.");
        }
        KeyPolicyDocument document = KeyPolicyDocument.parse(policy);
        if (!Boolean.TRUE.equals(bypass) && !document.canBeReplaced(call.caller(), keyArn)) {
            throw KmsErrors.lockout();
        }
        return policy;
    }
}
