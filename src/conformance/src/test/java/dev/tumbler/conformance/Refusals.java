package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How a refused call looks to the AWS SDK. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(ThrowingCallable call, String code, String message) {
        assertRefused(call, code).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refusal.statusCode()).isEqualTo(400);
        });
    }

    static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call, String code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> assertThat(
                        refusal.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    static void assertNotFound(ThrowingCallable call) {
        assertRefused(call, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    static void assertMarkedForDeletion(ThrowingCallable call) {
        assertRefused(
                call,
                "InvalidRequestException",
                "You can't perform this operation on the secret because it was marked for deletion.");
    }
}
