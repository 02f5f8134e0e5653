package dev.tumbler.standins;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM with a random nonce, which stands in front of what it encrypts.
 *
 * @param random draws the nonces
 */
public record AesGcm(SecureRandom random) {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LEAST_BYTES = NONCE_BYTES + TAG_BITS / Byte.SIZE;

    /**
     * Encrypts.
     *
     * @param bound what must be the same again at decryption; it is authenticated and not part of the result
     */
    public byte[] encrypt(byte[] key, byte[] plain, byte[] bound) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw unavailable(failure);
        }
    }

    /** The plain bytes; empty where the key, what is bound, or a single bit is another. */
    public Optional<byte[]> decrypt(byte[] key, byte[] encrypted, byte[] bound) {
        if (encrypted.length < LEAST_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, bound);
            return Optional.of(cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES));
        } catch (AEADBadTagException another) {
            return Optional.empty();
        } catch (GeneralSecurityException failure) {
            throw unavailable(failure);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static IllegalStateException unavailable(GeneralSecurityException failure) {
        return new IllegalStateException("this Java runtime offers no AES-256-GCM", failure);
    }
}
