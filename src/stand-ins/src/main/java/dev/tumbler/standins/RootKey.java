package dev.tumbler.standins;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one key of this machine that wraps the material of every KMS key. */
public final class RootKey {
    public static final int BYTES = 32;

    private final byte[] root;
    private final AesGcm cipher;

    /**
     * A root key.
     *
     * @param root 32 bytes
     */
    RootKey(byte[] root, SecureRandom random) {
        this.root = root.clone();
        this.cipher = new AesGcm(random);
    }

    /** A root key that lives as long as the process. */
    public static RootKey inMemory(SecureRandom random) {
        byte[] root = new byte[BYTES];
        random.nextBytes(root);
        return new RootKey(root, random);
    }

    /**
     * Wraps key material.
     *
     * @param owner whose it is; it opens for no other
     */
    public byte[] wrap(byte[] material, byte[] owner) {
        return cipher.encrypt(root, material, owner);
    }

    /** The material again, in an array of its own that the caller wipes after use. */
    public byte[] unwrap(byte[] wrapped, byte[] owner) {
        return cipher.decrypt(root, wrapped, owner)
                .orElseThrow(() -> new IllegalStateException("a stored key was wrapped by another root key"));
    }

    /** A key for something else than wrapping, the same at every start; it tells nothing of the root key. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(root, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java runtime offers no HMAC-SHA-256", failure);
        }
    }
}
