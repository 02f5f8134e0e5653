package dev.tumbler.standins;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Locks the root key under a passphrase: PBKDF2 with HMAC-SHA-512 makes a key of it, AES-256-GCM does the rest. */
final class Passphrase {
    /** A salt, a nonce, the root key and a tag. */
    static final int LOCKED_BYTES = 16 + 12 + RootKey.BYTES + 16;

    private static final int SALT_BYTES = 16;

    /** What OWASP recommends for this function; a start takes about a fifth of a second longer. */
    private static final int ITERATIONS = 210_000;

    private final char[] passphrase;
    private final SecureRandom random;

    Passphrase(String passphrase, SecureRandom random) {
        this.passphrase = passphrase.toCharArray();
        this.random = random;
    }

    byte[] lock(byte[] root) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] locked = new AesGcm(random).encrypt(key(salt), root, salt);
        return ByteBuffer.allocate(LOCKED_BYTES).put(salt).put(locked).array();
    }

    /** The root key; empty where the passphrase is another. */
    Optional<byte[]> unlock(byte[] locked) {
        byte[] salt = Arrays.copyOf(locked, SALT_BYTES);
        byte[] sealed = Arrays.copyOfRange(locked, SALT_BYTES, locked.length);
        return new AesGcm(random).decrypt(key(salt), sealed, salt);
    }

    private byte[] key(byte[] salt) {
        PBEKeySpec parameters = new PBEKeySpec(passphrase, salt, ITERATIONS, RootKey.BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(parameters)
                    .getEncoded();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java runtime offers no PBKDF2 with HMAC-SHA-512", failure);
        } finally {
            parameters.clearPassword();
        }
    }
}
