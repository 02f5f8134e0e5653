package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.rotation.RotationRules;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** The schedule that a RotateSecret request brings. */
final class RequestedRules {
    private RequestedRules() {}

    /** Reads the schedule; empty where the request has none. Expressions and windows are not offered yet. */
    static Optional<RotationRules> read(RotationRulesType rules) {
        if (rules == null) {
            return Optional.empty();
        }
        boolean expression = rules.scheduleExpression() != null;
        if (expression && rules.automaticallyAfterDays() != null) {
            throw AwsException.invalidParameter(
                    "You cannot specify both rotation frequency and schedule expression together.");
        }
        if (expression || rules.duration() != null) {
            throw AwsException.invalidParameter("Invalid schedule expression.");
        }
        return Optional.ofNullable(rules.automaticallyAfterDays())
                .map(days -> new RotationRules(Math.toIntExact(days)));
    }
}
