package dev.tumbler.domain.secret;

import java.util.Arrays;

/**
 * A value that only the holder of a key can read. Its parts may rest anywhere.
 *
 * @param kind whether the plain value was text or bytes
 * @param keyId the key that wraps the data key, as its key service names it
 * @param wrappedKey the data key, encrypted by that key
 * @param nonce the nonce of the encryption
 * @param ciphertext the value with its authentication tag
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see equals; never handed out to be changed
public record SealedValue(Kind kind, String keyId, byte[] wrappedKey, byte[] nonce, byte[] ciphertext) {

    /** Which of the two members of a request held the value. */
    public enum Kind {
        STRING,
        BINARY
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedValue that
                && kind == that.kind
                && keyId.equals(that.keyId)
                && Arrays.equals(wrappedKey, that.wrappedKey)
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(ciphertext, that.ciphertext);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "SealedValue[" + kind + ", " + ciphertext.length + " bytes]";
    }
}
