package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.regex.Pattern;

/**
 * Whose key signs, and what its signature is good for.
 *
 * @param date the day, as {@code yyyyMMdd}
 */
record CredentialScope(String accessKeyId, String date, String region, String service) {
    static final String NO_VALID_REGION = "Credential should be scoped to a valid region.";
    private static final String TERM = "aws4_request";
    private static final int PARTS = 5;

    /** Longer than the longest access key with the longest names of a region and a service. */
    private static final int LONGEST = 256;

    /** Bounded and possessive: a stranger's text never costs more than its length. */
    private static final Pattern REGION = Pattern.compile("(?:[a-z]{1,16}+-){1,5}+\\d{1,2}+");

    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{0,63}+");

    /** Reads a credential, or fails with AWS's words for what is wrong with it. */
    static CredentialScope of(String credential) {
        if (credential.length() > LONGEST) {
            throw Authorization.incomplete("The credential is too long.");
        }
        String[] parts = credential.split("/", -1);
        if (parts.length != PARTS
                || !parts[4].equals(TERM)
                || !SERVICE.matcher(parts[3]).matches()) {
            throw Authorization.incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + credential + "'");
        }
        if (!DATE.matcher(parts[1]).matches()) {
            throw new AwsException(
                    ErrorCode.INVALID_SIGNATURE,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        if (!REGION.matcher(parts[2]).matches()) {
            throw new AwsException(ErrorCode.INVALID_SIGNATURE, NO_VALID_REGION);
        }
        return new CredentialScope(parts[0], parts[1], parts[2], parts[3]);
    }

    /** The service that a credential names, whatever else of it is valid; empty where it names none. */
    static String service(String credential) {
        String[] parts = credential.length() > LONGEST ? new String[0] : credential.split("/", -1);
        return parts.length == PARTS && SERVICE.matcher(parts[3]).matches() ? parts[3] : "";
    }

    String text() {
        return date + "/" + region + "/" + service + "/" + TERM;
    }
}
