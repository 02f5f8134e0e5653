package dev.tumbler.secretsmanager;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that page tokens are signed with. Tokens live as long as it does, and everybody who serves a listing shares it. */
public final class TokenKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_BYTES = 32;

    private final SecretKeySpec key;

    private TokenKey(SecretKeySpec key) {
        this.key = key;
    }

    /** The key of these bytes, of which there are 32 or more. */
    public static TokenKey of(byte[] bytes) {
        if (bytes.length < SHORTEST_BYTES) {
            throw new IllegalArgumentException("a token key has at least " + SHORTEST_BYTES + " bytes");
        }
        return new TokenKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    /** The signature of a place in a listing. Each part goes in with its length, so no two listings look the same. */
    byte[] sign(List<String> listing, String place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(length(listing.size()));
            listing.forEach(part -> update(mac, part));
            update(mac, place);
            return mac.doFinal();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java runtime offers no " + ALGORITHM, failure);
        }
    }

    private static void update(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(length(bytes.length));
        mac.update(bytes);
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    @Override
    public String toString() {
        return "TokenKey";
    }
}
