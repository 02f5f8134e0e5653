package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.LambdaRoutes;

/** How large the body of a request may be. */
public final class BodyLimit {
    /** A secret value has at most 64 KiB; escaped as JSON it may take six times as much. */
    public static final int MOST_BYTES = 1 << 20;

    /** Lambda takes 50 MB of zipped code, which are 67 MB in base64. */
    public static final int MOST_BYTES_OF_CODE = 70_000_000;

    /** Lambda takes 6 MiB for a function; beyond that it refuses in words of its own. */
    private static final int MOST_BYTES_OF_PAYLOAD = 8 << 20;

    private BodyLimit() {}

    /** How large the body of a request may be whose head this is. */
    public static int of(SignedRequest head) {
        return LambdaRoutes.find(head.method(), head.path())
                .map(match -> switch (match.route().operation()) {
                    case "CreateFunction", "UpdateFunctionCode" -> MOST_BYTES_OF_CODE;
                    case "Invoke" -> MOST_BYTES_OF_PAYLOAD;
                    default -> MOST_BYTES;
                })
                .orElse(MOST_BYTES);
    }

    /** Code and status stand on AWS's page of errors common to all services. The words are Lambda's, the limit is ours. */
    public static AwsException exceeded(int mostBytes) {
        return new AwsException(
                ErrorCode.REQUEST_TOO_LARGE, "Request must be smaller than " + mostBytes + " bytes for the operation");
    }
}
