package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What Lambda calls an error, and how it writes one. */
final class LambdaError {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private static final Map<ErrorCode, ErrorCode> TWINS = Map.of(
            ErrorCode.ACCESS_DENIED, ErrorCode.LAMBDA_FORBIDDEN,
            ErrorCode.INTERNAL_SERVICE_ERROR, ErrorCode.LAMBDA_SERVICE,
            ErrorCode.LIMIT_EXCEEDED, ErrorCode.LAMBDA_INVALID_PARAMETER_VALUE);

    /** In front of a REST service these are answered with 403. */
    private static final Set<ErrorCode> OF_AUTHENTICATION = EnumSet.of(
            ErrorCode.INCOMPLETE_SIGNATURE,
            ErrorCode.INVALID_SIGNATURE,
            ErrorCode.MISSING_AUTHENTICATION_TOKEN,
            ErrorCode.UNRECOGNIZED_CLIENT);

    /** Lambda's model has {@code Message} for these errors and {@code message} for all others that are offered here. */
    private static final Set<ErrorCode> WITH_CAPITAL =
            EnumSet.of(ErrorCode.LAMBDA_NOT_FOUND, ErrorCode.LAMBDA_SERVICE, ErrorCode.LAMBDA_FORBIDDEN);

    private LambdaError() {}

    static AwsException of(AwsException error) {
        ErrorCode twin = TWINS.get(error.code());
        return twin == null ? error : new AwsException(twin, error.getMessage(), error);
    }

    static int status(ErrorCode code) {
        if (code == ErrorCode.UNKNOWN_OPERATION) {
            return NOT_FOUND;
        }
        return OF_AUTHENTICATION.contains(code) ? FORBIDDEN : code.httpStatus();
    }

    static String textMember(ErrorCode code) {
        return WITH_CAPITAL.contains(code) ? "Message" : "message";
    }
}
