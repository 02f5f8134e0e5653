package dev.tumbler.domain.policy;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.policy.Statement.Effect;
import java.util.Optional;

/**
 * Whether a policy takes the right to change it from the very caller who attaches it. Only what is denied without a
 * condition counts: whether a condition will hold for a later call cannot be told from this one.
 */
final class LockOut {
    private static final String PUT = "secretsmanager:PutResourcePolicy";

    private LockOut() {}

    /**
     * Whether the caller could not put another policy in the place of this one.
     *
     * @param arn the secret's ARN; empty where no secret was named
     */
    static boolean isIn(PolicyDocument policy, Optional<String> arn, Caller caller) {
        return policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.DENY
                        && statement.conditions().isEmpty())
                .filter(statement -> statement.actions().selectsAction(PUT))
                .filter(statement -> arn.map(statement.resources()::selectsResource)
                        .orElseGet(statement.resources()::selectsEverything))
                .anyMatch(statement -> statement.principals().include(caller));
    }
}
