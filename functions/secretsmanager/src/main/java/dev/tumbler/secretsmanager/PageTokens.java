package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Places in listings in the form that callers hand back: a signature and the place itself. The signature covers the
 * listing too, so a token is good for the very listing that gave it out and for nothing else.
 */
@Singleton
public class PageTokens {
    private static final int SIGNATURE_BYTES = 32;

    private final TokenKey key;

    @Inject
    public PageTokens(TokenKey key) {
        this.key = key;
    }

    /**
     * Writes a token.
     *
     * @param listing everything that tells this listing from any other, in a fixed order
     */
    String write(List<String> listing, String place) {
        byte[] signature = key.sign(listing, place);
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] token = ByteBuffer.allocate(signature.length + text.length)
                .put(signature)
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The place that a request goes on from; empty at the beginning. */
    Optional<String> read(List<String> listing, String token) {
        return Optional.ofNullable(token).map(each -> place(listing, decoded(each)));
    }

    private String place(List<String> listing, byte[] token) {
        if (token.length < SIGNATURE_BYTES) {
            throw invalid();
        }
        ByteBuffer parts = ByteBuffer.wrap(token);
        byte[] signature = new byte[SIGNATURE_BYTES];
        parts.get(signature);
        String place = StandardCharsets.UTF_8.decode(parts).toString();
        if (!MessageDigest.isEqual(signature, key.sign(listing, place))) {
            throw invalid();
        }
        return place;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    /** The wording is ours: AWS's is not published. */
    static AwsException invalid() {
        return new AwsException(ErrorCode.INVALID_NEXT_TOKEN, "The NextToken value is invalid.");
    }
}
