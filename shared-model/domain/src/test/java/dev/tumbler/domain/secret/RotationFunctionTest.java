package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Samples.NOW;
import static dev.tumbler.domain.secret.Samples.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationFunctionTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:rotate";

    private static final Secret ROTATED_BY_FUNCTION = Samples.created()
            .with(Rotation.NONE.configured(new RotationSettings(Optional.of(FUNCTION), Optional.empty())));

    @Test
    void theFunctionOfTheRequestComesBeforeTheStoredOne() {
        Optional<String> other = Optional.of(FUNCTION + "-differently");

        assertThat(RotationFunction.wanted(ROTATED_BY_FUNCTION, other)).isEqualTo(other);
        assertThat(RotationFunction.wanted(ROTATED_BY_FUNCTION, Optional.empty()))
                .contains(FUNCTION);
    }

    @Test
    void aServiceRotatesWithoutAFunction() {
        assertThat(RotationFunction.wanted(Samples.managed(), Optional.empty())).isEmpty();
    }

    @Test
    void withoutAnyFunctionNothingCanRotate() {
        assertThat(catchThrowableOfType(
                        AwsException.class, () -> RotationFunction.wanted(Samples.created(), Optional.empty())))
                .hasMessage("No Lambda rotation function ARN is associated with this secret.")
                .extracting("code")
                .isEqualTo(ErrorCode.INVALID_REQUEST);
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
                catchThrowableOfType(AwsException.class, () -> RotationFunction.wanted(secret, Optional.of(function)));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
    }
}
