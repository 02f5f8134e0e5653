package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import software.amazon.awssdk.core.SdkPojo;

/** The documented constraints on requests, checked in one place before a handler sees them. */
public final class Constraints {
    private Constraints() {}

    /**
     * Refuses what the service's own front end would. RDS checks its parameters in its operations, each with words of its
     * own, so nothing is checked here for it.
     *
     * @throws AwsException with AWS's code and words
     */
    public static void check(Operation<?> operation, SdkPojo request) {
        switch (operation.service()) {
            case SECRETS_MANAGER -> SecretsManagerConstraints.check(operation.name(), request);
            case KMS -> KmsConstraints.check(operation.name(), request);
            case LAMBDA -> LambdaConstraints.check(operation.name(), request);
            case EVENTS -> EventsConstraints.check(operation.name(), request);
            case RDS, STS -> {}
        }
    }
}
