package dev.tumbler.domain.rotation;

import java.util.Optional;

/**
 * What RotateSecret sets and later rotations go by.
 *
 * @param function the ARN of the Lambda function that rotates; empty where a service does
 * @param rules the schedule
 */
public record RotationSettings(Optional<String> function, Optional<RotationRules> rules) {
    public static final RotationSettings NONE = new RotationSettings(Optional.empty(), Optional.empty());

    public static RotationSettings rules(RotationRules rules) {
        return new RotationSettings(Optional.empty(), Optional.of(rules));
    }

    /** What the next settings leave out stays. */
    RotationSettings replacedBy(RotationSettings next) {
        return new RotationSettings(next.function.or(() -> function), next.rules.or(() -> rules));
    }
}
