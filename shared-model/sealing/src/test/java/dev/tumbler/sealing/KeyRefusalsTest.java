package dev.tumbler.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRefusalsTest {
    private final Throwable cause = new IllegalStateException("cause");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DisabledException",
                "KMSInvalidStateException",
                "NotFoundException",
                "InvalidCiphertextException",
                "IncorrectKeyException"
            })
    void aKeyThatCannotBeUsedIsAFailureToEncryptOrDecrypt(String kmsCode) {
        assertRefusal(
                KeyRefusals.toSeal(kmsCode, "why.", cause),
                ErrorCode.ENCRYPTION_FAILURE,
                "Secrets Manager can't encrypt the protected secret text using the provided KMS key: why.");
        assertRefusal(
                KeyRefusals.toUnseal(kmsCode, "", cause),
                ErrorCode.DECRYPTION_FAILURE,
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");
    }

    @Test
    void aMissingPermissionIsSaidWithoutDetails() {
        assertRefusal(
                KeyRefusals.toUnseal("AccessDeniedException", "User: x is not authorized", cause),
                ErrorCode.ACCESS_DENIED,
                "Access to KMS is not allowed");
    }

    @Test
    void aKeyOfAnotherRegionIsAnInvalidParameter() {
        assertRefusal(
                KeyRefusals.toSeal("NotFoundException", "Invalid arn eu-west-1", cause),
                ErrorCode.INVALID_PARAMETER,
                "The operation failed because of an invalid KMS key: Invalid arn eu-west-1");
    }

    @Test
    void aKeyOfAnotherKindIsAnInvalidRequest() {
        assertRefusal(
                KeyRefusals.toSeal("InvalidKeyUsageException", "no.", cause),
                ErrorCode.INVALID_REQUEST,
                "The operation failed because of an invalid KMS key: no.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ThrottlingException", "KMSInternalException"})
    void whatKmsItselfFailsAtIsAnErrorOfTheService(String kmsCode) {
        assertRefusal(
                KeyRefusals.toSeal(kmsCode, "hunter2", cause),
                ErrorCode.INTERNAL_SERVICE_ERROR,
                "An error occurred on the server side.");
    }

    private void assertRefusal(AwsException refusal, ErrorCode code, String message) {
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message).hasCause(cause);
    }
}
