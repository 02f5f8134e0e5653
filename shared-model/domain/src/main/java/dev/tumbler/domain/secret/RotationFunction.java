package dev.tumbler.domain.secret;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.Partition;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which Lambda functions RotateSecret takes. */
public final class RotationFunction {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");

    private RotationFunction() {}

    /**
     * The function that is to rotate the secret: the one of the request, else the stored one; empty where a service
     * rotates it. Whether it can be invoked is another question.
     */
    public static Optional<String> wanted(Secret stored, Optional<String> requested) {
        Secret secret = stored.changeable();
        if (secret.details().owningService().isPresent()) {
            requested.ifPresent(any -> {
                throw AwsException.invalidRequest("Rotation Lambda ARN is not supported for a service-managed secret.");
            });
            return Optional.empty();
        }
        requested.ifPresent(arn -> checkForm(arn, secret.id().region()));
        Optional<String> function = requested.or(secret.rotation()::function);
        if (function.isEmpty()) {
            throw AwsException.invalidRequest("No Lambda rotation function ARN is associated with this secret.");
        }
        return function;
    }

    private static void checkForm(String arn, String region) {
        if (!ARN.matcher(arn).matches()
                || Arn.parse(arn).filter(place -> isIn(region, place)).isEmpty()) {
            throw AwsException.invalidParameter("Invalid rotation Lambda ARN. Ensure the ARN matches format"
                    + " arn:aws:lambda:<region>:<account>:function:<functionName>.");
        }
    }

    private static boolean isIn(String region, Arn arn) {
        return arn.region().equals(region)
                && arn.partition().equals(Partition.of(region).wireName());
    }

    /** AWS's answer for a function that is not there or does not let Secrets Manager invoke it. */
    public static AwsException notInvocable() {
        return new AwsException(
                ErrorCode.ACCESS_DENIED,
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants"
                        + " access to the principal secretsmanager.amazonaws.com.");
    }
}
