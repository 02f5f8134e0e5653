package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Lambda functions RotateSecret takes: none so far, for there are no functions to invoke. */
public final class RotationFunction {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:lambda:([a-z0-9-]+):\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");

    private RotationFunction() {}

    /** Refuses a function for a secret that a service rotates, and one that cannot be invoked for any other. */
    public static void check(Secret stored, Optional<String> functionArn) {
        Secret secret = stored.changeable();
        functionArn.ifPresent(arn -> {
            throw refusal(secret, arn);
        });
    }

    private static AwsException refusal(Secret secret, String arn) {
        if (secret.details().owningService().isPresent()) {
            return AwsException.invalidRequest("Rotation Lambda ARN is not supported for a service-managed secret.");
        }
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches() || !parts.group(1).equals(secret.id().region())) {
            return AwsException.invalidParameter("Invalid rotation Lambda ARN. Ensure the ARN matches format"
                    + " arn:aws:lambda:<region>:<account>:function:<functionName>.");
        }
        return new AwsException(
                ErrorCode.ACCESS_DENIED,
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");
    }
}
