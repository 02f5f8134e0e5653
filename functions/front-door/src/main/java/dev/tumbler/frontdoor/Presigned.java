package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests that are signed in their address, so that a plain link or another service can send them. */
final class Presigned {
    static final String SIGNATURE = "X-Amz-Signature";
    private static final String PREFIX = "x-amz-";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final String TOKEN = "X-Amz-Security-Token";
    private static final Set<String> PARTS = Set.of(SIGNATURE, ALGORITHM, CREDENTIAL);
    private static final int MOST_DIGITS = 6;
    private static final int WEEK_IN_SECONDS = 604_800;

    private Presigned() {}

    /** Whether a request has any part of a signature in its address. */
    static boolean is(SignedRequest request) {
        return !request.query().isEmpty()
                && CanonicalQuery.parameters(request.query()).stream().anyMatch(each -> PARTS.contains(each.name()));
    }

    /** The scope that the address names, as far as it can be read. */
    static Optional<String> credential(SignedRequest request) {
        return is(request)
                ? CanonicalQuery.parameters(request.query()).stream()
                        .filter(each -> each.name().equals(CREDENTIAL))
                        .map(CanonicalQuery.Parameter::decodedValue)
                        .findFirst()
                : Optional.empty();
    }

    static Authorization authorization(SignedRequest request) {
        Map<String, String> parameters = parameters(request);
        for (String name : List.of(ALGORITHM, CREDENTIAL, DATE, SIGNED_HEADERS, SIGNATURE)) {
            if (!parameters.containsKey(name)) {
                throw Authorization.incomplete("AWS query-string parameters must include '" + name
                        + "'. Re-examine the query-string parameters.");
            }
        }
        if (!parameters.get(ALGORITHM).equals(Authorization.ALGORITHM)) {
            throw Authorization.incomplete("Unsupported AWS 'algorithm'.");
        }
        return new Authorization(
                CredentialScope.of(parameters.get(CREDENTIAL)),
                Authorization.names(parameters.get(SIGNED_HEADERS)),
                parameters.get(SIGNATURE),
                parameters.get(DATE),
                good(Optional.ofNullable(parameters.get(EXPIRES))),
                Optional.ofNullable(parameters.get(TOKEN)));
    }

    /** Parameters of the signature; none may be there twice, in whatever case it is written. */
    private static Map<String, String> parameters(SignedRequest request) {
        Map<String, String> parameters = new HashMap<>();
        Map<String, String> seen = new HashMap<>();
        for (CanonicalQuery.Parameter each : CanonicalQuery.parameters(request.query())) {
            String name = each.decodedName();
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.startsWith(PREFIX) && seen.put(lowerCase, name) != null) {
                // unsourced: AWS's words for a parameter of a signature that is there twice
                throw Authorization.incomplete("The query string has a parameter of the signature twice.");
            }
            parameters.put(name, each.decodedValue());
        }
        return parameters;
    }

    /** unsourced: an address that names no time is valid for as long as a header. */
    private static Duration good(Optional<String> seconds) {
        return seconds.map(text -> Duration.ofSeconds(seconds(text))).orElse(Authorization.SKEW);
    }

    private static int seconds(String text) {
        boolean number = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        int seconds = number ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > WEEK_IN_SECONDS) {
            throw new AwsException(
                    ErrorCode.INCOMPLETE_SIGNATURE,
                    "X-Amz-Expires must be a number between 1 and " + WEEK_IN_SECONDS + " seconds.");
        }
        return seconds;
    }
}
