package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** The one encryption algorithm that symmetric keys have. */
final class Algorithm {
    static final EncryptionAlgorithmSpec SYMMETRIC = EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT;

    private Algorithm() {}

    /** Refuses any other; the code is AWS's, the words are ours. */
    static void check(String asked) {
        if (asked != null && !asked.equals(SYMMETRIC.toString())) {
            throw new AwsException(
                    ErrorCode.KMS_INVALID_KEY_USAGE,
                    "Algorithm " + asked + " and key spec " + SYMMETRIC + " are incompatible.");
        }
    }

    /** Nitro enclaves, for which answers would be encrypted once more, are not here. */
    static void refuseRecipient(Object recipient) {
        if (recipient != null) {
            throw KmsErrors.unsupported("Recipient");
        }
    }
}
