package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Map;

/**
 * What the Query protocol calls an error. Authentication, policies and the store know only the names that JSON services
 * use; here each gets its twin.
 */
final class QueryError {
    private static final String NO_TOKEN = "Request is missing Authentication Token";

    private static final Map<ErrorCode, ErrorCode> TWINS = Map.ofEntries(
            Map.entry(ErrorCode.ACCESS_DENIED, ErrorCode.QUERY_ACCESS_DENIED),
            Map.entry(ErrorCode.INCOMPLETE_SIGNATURE, ErrorCode.QUERY_INCOMPLETE_SIGNATURE),
            Map.entry(ErrorCode.INTERNAL_SERVICE_ERROR, ErrorCode.INTERNAL_FAILURE),
            Map.entry(ErrorCode.INVALID_PARAMETER, ErrorCode.INVALID_PARAMETER_VALUE),
            Map.entry(ErrorCode.INVALID_SIGNATURE, ErrorCode.SIGNATURE_DOES_NOT_MATCH),
            // The Query protocol has no common name for a resource that grew too large
            Map.entry(ErrorCode.LIMIT_EXCEEDED, ErrorCode.INVALID_PARAMETER_VALUE),
            Map.entry(ErrorCode.MALFORMED_HTTP_REQUEST, ErrorCode.MALFORMED_QUERY_STRING),
            Map.entry(ErrorCode.MISSING_AUTHENTICATION_TOKEN, ErrorCode.MISSING_AUTHENTICATION_TOKEN_QUERY),
            Map.entry(ErrorCode.REQUEST_TOO_LARGE, ErrorCode.QUERY_REQUEST_TOO_LARGE),
            Map.entry(ErrorCode.SERIALIZATION, ErrorCode.MALFORMED_QUERY_STRING),
            Map.entry(ErrorCode.UNKNOWN_OPERATION, ErrorCode.INVALID_ACTION),
            Map.entry(ErrorCode.UNRECOGNIZED_CLIENT, ErrorCode.INVALID_CLIENT_TOKEN_ID),
            // RDS and STS say InvalidParameterValue where a JSON service's front end says ValidationException
            Map.entry(ErrorCode.VALIDATION, ErrorCode.INVALID_PARAMETER_VALUE));

    private QueryError() {}

    static AwsException of(AwsException error) {
        ErrorCode twin = TWINS.get(error.code());
        if (twin == null) {
            return error;
        }
        boolean ownWords = twin == ErrorCode.MISSING_AUTHENTICATION_TOKEN_QUERY;
        return new AwsException(twin, ownWords ? NO_TOKEN : error.getMessage(), error);
    }
}
