package dev.tumbler.secretsmanager;

import dev.tumbler.domain.rotation.RotationRules;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** A secret's schedule in AWS's shape. */
final class RequestedRules {
    private RequestedRules() {}

    /** The schedule that a RotateSecret request brings; empty where it has none. */
    static Optional<RotationRules> read(RotationRulesType rules) {
        return Optional.ofNullable(rules)
                .flatMap(given -> RotationRules.requested(
                        Optional.ofNullable(given.automaticallyAfterDays()).map(Math::toIntExact),
                        Optional.ofNullable(given.scheduleExpression()),
                        Optional.ofNullable(given.duration())));
    }

    /** The schedule as it was given. */
    static RotationRulesType write(RotationRules rules) {
        return RotationRulesType.builder()
                .automaticallyAfterDays(
                        rules.automaticallyAfterDays().map(Integer::longValue).orElse(null))
                .scheduleExpression(rules.scheduleExpression().orElse(null))
                .duration(rules.duration().orElse(null))
                .build();
    }
}
