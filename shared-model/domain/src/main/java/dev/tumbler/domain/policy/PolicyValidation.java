package dev.tumbler.domain.policy;

import dev.tumbler.domain.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks on a resource policy. */
public final class PolicyValidation {
    private PolicyValidation() {}

    /**
     * What is wrong with a policy. Where its syntax is, nothing more can be said.
     *
     * @param arn the ARN of the secret it is for; empty where the caller named none
     */
    public static List<PolicyCheck> failures(PolicyText text, Optional<String> arn, Caller caller) {
        return text.json()
                .flatMap(PolicyDocument::read)
                .map(policy -> failures(policy, arn, caller))
                .orElse(List.of(PolicyCheck.SYNTAX));
    }

    private static List<PolicyCheck> failures(PolicyDocument policy, Optional<String> arn, Caller caller) {
        List<PolicyCheck> failures = new ArrayList<>();
        if (SupportedPrincipals.refuse(policy, false)) {
            failures.add(PolicyCheck.PRINCIPAL);
        }
        if (SupportedPrincipals.refuse(policy, true)) {
            failures.add(PolicyCheck.SERVICE_PRINCIPAL);
        }
        if (LockOut.isIn(policy, arn, caller)) {
            failures.add(PolicyCheck.LOCK_OUT);
        }
        if (BroadAccess.isIn(policy)) {
            failures.add(PolicyCheck.BROAD_ACCESS);
        }
        return failures;
    }

    /** Refuses a policy that may not be attached. */
    public static void check(PolicyText text, String arn, Caller caller, boolean blockPublicPolicy) {
        failures(text, Optional.of(arn), caller).stream()
                .filter(failure -> blockPublicPolicy || failure != PolicyCheck.BROAD_ACCESS)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure.refusal();
                });
    }
}
