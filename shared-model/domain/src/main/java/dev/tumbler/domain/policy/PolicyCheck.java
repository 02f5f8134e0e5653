package dev.tumbler.domain.policy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/**
 * What can be wrong with a resource policy, in AWS's words.
 *
 * <p>AWS does not publish the names of its checks. {@code REFLEXIVE_PRINCIPAL_CHECK} has been reported for a policy that
 * anybody may use; the other names are ours. So is the code of a lock-out: it is the one that KMS answers for its own.
 */
public enum PolicyCheck {
    SYNTAX("SYNTAX_CHECK", ErrorCode.MALFORMED_POLICY_DOCUMENT, "This resource policy contains a syntax error."),
    PRINCIPAL(
            "PRINCIPAL_CHECK",
            ErrorCode.MALFORMED_POLICY_DOCUMENT,
            "This resource policy contains an unsupported principal."),
    SERVICE_PRINCIPAL(
            "SERVICE_PRINCIPAL_CHECK",
            ErrorCode.MALFORMED_POLICY_DOCUMENT,
            "This resource policy contains an unsupported service principal."),
    LOCK_OUT(
            "LOCK_OUT_CHECK",
            ErrorCode.MALFORMED_POLICY_DOCUMENT,
            "Your requested changes will not allow you to manage this secret in the future."),
    BROAD_ACCESS(
            "REFLEXIVE_PRINCIPAL_CHECK",
            ErrorCode.PUBLIC_POLICY,
            "You can't attach a resource-based policy that allows broad access to the secret.");

    private final String wireName;
    private final ErrorCode code;
    private final String message;

    PolicyCheck(String wireName, ErrorCode code, String message) {
        this.wireName = wireName;
        this.code = code;
        this.message = message;
    }

    /** The check's name as ValidateResourcePolicy tells it. */
    public String wireName() {
        return wireName;
    }

    public String message() {
        return message;
    }

    public AwsException refusal() {
        return new AwsException(code, message);
    }
}
