package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/** KMS's refusals, each with AWS's words where they are known. */
final class KmsErrors {
    private KmsErrors() {}

    static AwsException keyNotFound(String arn) {
        return new AwsException(ErrorCode.KMS_NOT_FOUND, "Key '" + arn + "' does not exist");
    }

    static AwsException invalidKeyId(String text) {
        return new AwsException(ErrorCode.KMS_NOT_FOUND, "Invalid keyId '" + text + "'");
    }

    static AwsException invalidArn(String region) {
        return new AwsException(ErrorCode.KMS_NOT_FOUND, "Invalid arn " + region);
    }

    static AwsException aliasNotFound(AliasId alias) {
        return new AwsException(ErrorCode.KMS_NOT_FOUND, "Alias " + alias.arn() + " is not found.");
    }

    static AwsException aliasExists(AliasId alias) {
        return new AwsException(
                ErrorCode.KMS_ALREADY_EXISTS, "An alias with the name " + alias.arn() + " already exists");
    }

    static AwsException disabled(String arn) {
        return new AwsException(ErrorCode.KMS_DISABLED, arn + " is disabled.");
    }

    static AwsException pendingDeletion(String arn) {
        return new AwsException(ErrorCode.KMS_INVALID_STATE, arn + " is pending deletion.");
    }

    static AwsException notPendingDeletion(String arn) {
        return new AwsException(ErrorCode.KMS_INVALID_STATE, arn + " is not pending deletion.");
    }

    /** AWS says nothing about why: it would help whoever forges. */
    static AwsException invalidCiphertext() {
        return new AwsException(ErrorCode.KMS_INVALID_CIPHERTEXT, "");
    }

    static AwsException incorrectKey() {
        return new AwsException(
                ErrorCode.KMS_INCORRECT_KEY,
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    /** A ciphertext whose key is not found gives away neither that there was one nor where. */
    static AwsException keyOfCiphertextNotFound() {
        return new AwsException(
                ErrorCode.ACCESS_DENIED,
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or"
                        + " you are not allowed to access.");
    }

    /** The words are ours, as those of the three below. */
    static AwsException grantNotFound(String grant) {
        return new AwsException(ErrorCode.KMS_NOT_FOUND, "Grant " + grant + " does not exist");
    }

    static AwsException unsupported(String what) {
        return new AwsException(ErrorCode.KMS_UNSUPPORTED, what + " is not supported by this endpoint.");
    }

    static AwsException limitExceeded(String what) {
        return new AwsException(ErrorCode.LIMIT_EXCEEDED, what);
    }

    static AwsException malformedPolicy(String message) {
        return new AwsException(ErrorCode.KMS_MALFORMED_POLICY, message);
    }

    static AwsException lockout() {
        return malformedPolicy("The new key policy will not allow you to update the key policy in the future.");
    }

    static AwsException validation(String message) {
        return new AwsException(ErrorCode.VALIDATION, message);
    }

    static AwsException tag(String message) {
        return new AwsException(ErrorCode.KMS_TAG, message);
    }

    /** A trial that would have succeeded fails with this very error. */
    static void refuseDryRun(Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw new AwsException(
                    ErrorCode.KMS_DRY_RUN, "The request would have succeeded, but the DryRun option is set.");
        }
    }
}
