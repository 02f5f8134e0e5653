package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationFunctionTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:rotate";

    @Test
    void aRequestWithoutAFunctionPasses() {
        assertThatCode(() -> RotationFunction.check(Samples.created(), Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void aManagedSecretTakesNoFunction() {
        assertRefused(
                Samples.managed(),
                "not even an ARN",
                ErrorCode.INVALID_REQUEST,
                "Rotation Lambda ARN is not supported for a service-managed secret.");
    }

    @Test
    void aFunctionThatDoesNotExistCannotBeInvoked() {
        assertRefused(
                Samples.created(),
                FUNCTION,
                ErrorCode.ACCESS_DENIED,
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");
    }

    @Test
    void anArnOfAnotherFormOrRegionIsRefused() {
        String message = "Invalid rotation Lambda ARN. Ensure the ARN matches format"
                + " arn:aws:lambda:<region>:<account>:function:<functionName>.";

        assertRefused(Samples.created(), "rotate", ErrorCode.INVALID_PARAMETER, message);
        assertRefused(
                Samples.created(), FUNCTION.replace("eu-central-1", "us-east-1"), ErrorCode.INVALID_PARAMETER, message);
    }

    @Test
    void aSecretScheduledForDeletionIsRefusedFirst() {
        Secret deleted = Samples.next(SecretLifecycle.schedule(Samples.created(), PERSON, Optional.empty(), NOW));

        assertRefused(
                deleted,
                FUNCTION,
                ErrorCode.INVALID_REQUEST,
                "You can't perform this operation on the secret because it was marked for deletion.");
    }

    private static void assertRefused(Secret secret, String function, ErrorCode code, String message) {
        AwsException refusal =
                catchThrowableOfType(AwsException.class, () -> RotationFunction.check(secret, Optional.of(function)));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
    }
}
