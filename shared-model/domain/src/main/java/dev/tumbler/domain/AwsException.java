package dev.tumbler.domain;

/**
 * A call that AWS would refuse, with AWS's code and words. It is thrown where the rule is decided and turned into an
 * answer in one place, the wire; its message may be shown to any caller, so it never holds a secret value.
 */
public final class AwsException extends RuntimeException {
    private final ErrorCode code;

    public AwsException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public AwsException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** A parameter with a value that Secrets Manager refuses. */
    public static AwsException invalidParameter(String message) {
        return new AwsException(ErrorCode.INVALID_PARAMETER, message);
    }

    /** A request that does not fit the state of what it is for. */
    public static AwsException invalidRequest(String message) {
        return new AwsException(ErrorCode.INVALID_REQUEST, message);
    }

    public static AwsException notFound(String message) {
        return new AwsException(ErrorCode.RESOURCE_NOT_FOUND, message);
    }
}
