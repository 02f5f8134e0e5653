package dev.tumbler.sealing;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/**
 * What Secrets Manager answers where the key service refuses.
 *
 * <p>Which code stands for which cause is documented. Of the words, those for missing permissions and for another
 * region's key are AWS's own; the others are the API reference's description of the error with KMS's message behind it,
 * for AWS's own are not published.
 */
public final class KeyRefusals {
    static final String CANNOT_ENCRYPT =
            "Secrets Manager can't encrypt the protected secret text using the provided KMS key";
    static final String CANNOT_DECRYPT =
            "Secrets Manager can't decrypt the protected secret text using the provided KMS key";

    private static final String INVALID_KEY = "The operation failed because of an invalid KMS key: ";

    private KeyRefusals() {}

    /**
     * The failure to seal a value.
     *
     * @param kmsCode the code that KMS answered; empty where it answered nothing
     */
    public static AwsException toSeal(String kmsCode, String kmsMessage, Throwable cause) {
        return refusal(ErrorCode.ENCRYPTION_FAILURE, CANNOT_ENCRYPT, kmsCode, kmsMessage, cause);
    }

    /** The failure to open one; the parameters are those of {@link #toSeal}. */
    public static AwsException toUnseal(String kmsCode, String kmsMessage, Throwable cause) {
        return refusal(ErrorCode.DECRYPTION_FAILURE, CANNOT_DECRYPT, kmsCode, kmsMessage, cause);
    }

    private static AwsException refusal(
            ErrorCode code, String words, String kmsCode, String kmsMessage, Throwable cause) {
        return switch (kmsCode) {
            case "AccessDeniedException" ->
                new AwsException(ErrorCode.ACCESS_DENIED, "Access to KMS is not allowed", cause);
            case "NotFoundException" ->
                kmsMessage.startsWith("Invalid arn")
                        // the words are AWS's, the code is not known for certain
                        ? new AwsException(ErrorCode.INVALID_PARAMETER, INVALID_KEY + kmsMessage, cause)
                        : new AwsException(code, because(words, kmsMessage), cause);
            case "InvalidKeyUsageException" ->
                new AwsException(ErrorCode.INVALID_REQUEST, INVALID_KEY + kmsMessage, cause);
            case "DisabledException",
                    "IncorrectKeyException",
                    "InvalidCiphertextException",
                    "KMSInvalidStateException",
                    "KeyUnavailableException",
                    "ValidationException" -> new AwsException(code, because(words, kmsMessage), cause);
            default ->
                new AwsException(ErrorCode.INTERNAL_SERVICE_ERROR, "An error occurred on the server side.", cause);
        };
    }

    private static String because(String words, String kmsMessage) {
        return kmsMessage.isEmpty() ? words + "." : words + ": " + kmsMessage;
    }
}
