package dev.tumbler.domain.policy;

import dev.tumbler.domain.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies as parsed JSON, and callers. */
final class Policies {
    static final String ACCOUNT = "123456789012";
    static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";
    static final String ALICE = "arn:aws:iam::123456789012:user/alice";
    static final String CLERK = "arn:aws:iam::123456789012:role/office/clerk";

    private Policies() {}

    static Caller caller(String arn) {
        return new Caller(ACCOUNT, "us-east-1", arn, "AIDAALICE", Optional.empty());
    }

    /** A policy of one statement that lets Alice read any secret, with these members put in or, if null, taken out. */
    static Map<String, Object> statement(Object... members) {
        Map<String, Object> statement = new HashMap<>(Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("AWS", ALICE),
                "Action",
                "secretsmanager:GetSecretValue",
                "Resource",
                "*"));
        for (int at = 0; at < members.length; at += 2) {
            if (members[at + 1] == null) {
                statement.remove(members[at]);
            } else {
                statement.put((String) members[at], members[at + 1]);
            }
        }
        return statement;
    }

    static Map<String, Object> policy(Object... statements) {
        return Map.of("Version", "2012-10-17", "Statement", List.of(statements));
    }

    static List<PolicyCheck> failures(Object json, Caller caller) {
        return PolicyValidation.failures(new PolicyText("", Optional.of(json)), Optional.of(ARN), caller);
    }

    static List<PolicyCheck> failures(Object json) {
        return failures(json, caller(ALICE));
    }
}
