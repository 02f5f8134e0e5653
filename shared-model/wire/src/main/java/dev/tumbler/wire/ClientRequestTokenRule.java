package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The rules for a client request token, which Secrets Manager itself holds, not its front end. Clients make up a token by
 * themselves; only a request written by hand can lack it.
 */
final class ClientRequestTokenRule {
    private static final String MEMBER = "ClientRequestToken";
    private static final int SHORTEST = 32;
    private static final int LONGEST = 64;

    /**
     * The operations that take a token, each with its code for a missing one. AWS's refusals were recorded for requests
     * that brought a value; it is not known to treat the others differently.
     */
    private static final Map<String, ErrorCode> MISSING = Map.of(
            "CreateSecret", ErrorCode.INVALID_REQUEST,
            "PutSecretValue", ErrorCode.INVALID_REQUEST,
            "UpdateSecret", ErrorCode.INVALID_REQUEST,
            "RotateSecret", ErrorCode.INVALID_PARAMETER);

    private ClientRequestTokenRule() {}

    static void check(String operation, SdkPojo request) {
        ErrorCode missing = MISSING.get(operation);
        if (missing == null) {
            return;
        }
        String token =
                (String) Members.value(request, request.sdkFieldNameToField().get(MEMBER));
        if (token == null) {
            throw new AwsException(
                    missing, "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
        }
        int length = token.codePointCount(0, token.length());
        if (length < SHORTEST || length > LONGEST) {
            throw AwsException.invalidParameter("ClientRequestToken must be 32-64 characters long.");
        }
    }
}
