package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signature of Signature Version 4 with all that it says of itself, wherever in the request it is.
 *
 * @param signedHeaders names in lower case, in the order the signer gave them
 * @param timestamp when it was made, as {@code yyyyMMdd'T'HHmmss'Z'}
 * @param good how long it is good for
 * @param sessionToken what temporary credentials have besides
 */
record Authorization(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String timestamp,
        Duration good,
        Optional<String> sessionToken) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final Duration SKEW = Duration.ofMinutes(15);
    static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");
    private static final String HEADER = "authorization";

    /** A signature with a hundred signed headers has less; whatever is longer is not even looked at. */
    private static final int LONGEST = 4096;

    private static final int MOST_SIGNED_HEADERS = 100;

    /** Reads the signature of a request, or fails with AWS's words for what is missing in it. */
    static Authorization of(SignedRequest request) {
        boolean inHeader = request.header(HEADER).isPresent();
        if (!Presigned.is(request)) {
            return ofHeader(request);
        }
        if (inHeader) {
            // the words are those of Amazon S3
            throw incomplete(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
                            + " string parameter or the Authorization header should be specified");
        }
        return Presigned.authorization(request);
    }

    /** The credential that a request names, without a look at anything else. */
    static Optional<String> credential(SignedRequest request) {
        return request.header(HEADER)
                .filter(header -> header.length() <= LONGEST && header.startsWith(ALGORITHM))
                .map(header -> parts(header).get("Credential"))
                .or(() -> Presigned.credential(request));
    }

    private static Authorization ofHeader(SignedRequest request) {
        String header = request.header(HEADER)
                .orElseThrow(
                        () -> new AwsException(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
        if (header.length() > LONGEST) {
            throw incomplete("Authorization header is too long.");
        }
        Map<String, String> parts = parts(header);
        checkComplete(request, header, parts);
        return new Authorization(
                CredentialScope.of(parts.get("Credential")),
                names(parts.get("SignedHeaders")),
                parts.get("Signature"),
                timestamp(request),
                SKEW,
                request.header("x-amz-security-token"));
    }

    /** A part that is there twice or unknown, as two headers would have one, makes the whole worth nothing. */
    private static Map<String, String> parts(String header) {
        Map<String, String> parts = new HashMap<>();
        if (!header.startsWith(ALGORITHM + " ")) {
            return parts;
        }
        for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
            String stripped = part.strip();
            int equals = stripped.indexOf('=');
            String name = stripped.substring(0, Math.max(equals, 0));
            if (!PARTS.contains(name) || parts.put(name, stripped.substring(equals + 1)) != null) {
                return Map.of();
            }
        }
        return parts;
    }

    static List<String> names(String signedHeaders) {
        List<String> names = List.of(signedHeaders.split(";", MOST_SIGNED_HEADERS + 1));
        if (names.size() > MOST_SIGNED_HEADERS || new HashSet<>(names).size() < names.size()) {
            // unsourced: AWS's words for a header that is named twice, and its limit
            throw incomplete("SignedHeaders names too many headers, or one twice.");
        }
        return names;
    }

    private static void checkComplete(SignedRequest request, String header, Map<String, String> parts) {
        StringBuilder missing = new StringBuilder();
        for (String name : PARTS) {
            if (!parts.containsKey(name)) {
                missing.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        if (request.header("x-amz-date").or(() -> request.header("date")).isEmpty()) {
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw incomplete(missing + "Authorization=" + header);
        }
    }

    private static String timestamp(SignedRequest request) {
        return request.header("x-amz-date")
                .orElseGet(() -> rfc1123(request.header("date").orElseThrow()));
    }

    private static String rfc1123(String date) {
        try {
            return BASIC.format(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException noDate) {
            throw new AwsException(
                    ErrorCode.INVALID_SIGNATURE, "Date must be in RFC 1123 format: " + Shown.of(date), noDate);
        }
    }

    static AwsException incomplete(String message) {
        return new AwsException(ErrorCode.INCOMPLETE_SIGNATURE, message);
    }
}
