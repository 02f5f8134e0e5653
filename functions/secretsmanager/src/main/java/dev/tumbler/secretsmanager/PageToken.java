package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A place in one listing in the form that callers hand back. */
final class PageToken {
    private PageToken() {}

    /**
     * Writes a token.
     *
     * @param listing what is listed; the token is good for nothing else
     */
    static String write(String listing, String position) {
        byte[] text = (listing + "\n" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The place that a request goes on from; empty at the beginning. */
    static Optional<String> read(String listing, String token) {
        return Optional.ofNullable(token).map(each -> position(listing, each));
    }

    private static String position(String listing, String token) {
        String text = decoded(token);
        if (!text.startsWith(listing + "\n")) {
            throw invalid();
        }
        return text.substring(listing.length() + 1);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    /** The wording is ours: AWS's is not published. */
    static AwsException invalid() {
        return new AwsException(ErrorCode.INVALID_NEXT_TOKEN, "The NextToken value is invalid.");
    }
}
