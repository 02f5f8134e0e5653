package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of an {@code Authorization} header of Signature Version 4.
 *
 * @param date the day of the credential scope, as {@code yyyyMMdd}
 * @param signedHeaders names in lower case, in the order the signer gave them
 */
record Authorization(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    static final String NO_VALID_REGION = "Credential should be scoped to a valid region.";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern REGION = Pattern.compile("([a-z]+-)+\\d+");
    private static final int SCOPE_PARTS = 5;

    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }

    /** Reads the header of a request, or fails with AWS's words for what is missing in it. */
    static Authorization of(SignedRequest request) {
        String header = request.header("authorization")
                .orElseThrow(
                        () -> new AwsException(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
        Map<String, String> parts = parts(header);
        checkComplete(request, header, parts);
        String[] credential = parts.get("Credential").split("/", -1);
        if (credential.length != SCOPE_PARTS || !credential[4].equals("aws4_request")) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + parts.get("Credential") + "'");
        }
        if (!REGION.matcher(credential[2]).matches()) {
            throw new AwsException(ErrorCode.INVALID_SIGNATURE, NO_VALID_REGION);
        }
        return new Authorization(
                credential[0],
                credential[1],
                credential[2],
                credential[3],
                List.of(parts.get("SignedHeaders").split(";", -1)),
                parts.get("Signature"));
    }

    private static Map<String, String> parts(String header) {
        Map<String, String> parts = new HashMap<>();
        if (!header.startsWith(ALGORITHM)) {
            return parts;
        }
        for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2) {
                parts.put(pair[0], pair[1]);
            }
        }
        return parts;
    }

    private static void checkComplete(SignedRequest request, String header, Map<String, String> parts) {
        StringBuilder missing = new StringBuilder();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
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

    private static AwsException incomplete(String message) {
        return new AwsException(ErrorCode.INCOMPLETE_SIGNATURE, message);
    }
}
