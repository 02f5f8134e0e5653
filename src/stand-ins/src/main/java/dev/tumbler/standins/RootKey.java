package dev.tumbler.standins;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.sealing.DataKey;
import dev.tumbler.sealing.DataKeys;
import dev.tumbler.sealing.SealingContext;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Data keys wrapped under one root key of this machine: the key service in its first, simple form. It knows the key
 * {@code aws/secretsmanager} and no other.
 */
public final class RootKey implements DataKeys {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String DEFAULT_KEY = "alias/aws/secretsmanager";
    private static final Set<String> NAMES = Set.of(DEFAULT_KEY, "aws/secretsmanager");

    private final SecretKeySpec root;
    private final SecureRandom random;

    /**
     * A key service over this root key.
     *
     * @param root 32 bytes
     */
    RootKey(byte[] root, SecureRandom random) {
        this.root = new SecretKeySpec(root, "AES");
        this.random = random;
    }

    /** A key service whose root key lives as long as the process. */
    public static RootKey inMemory(SecureRandom random) {
        byte[] root = new byte[KEY_BYTES];
        random.nextBytes(root);
        return new RootKey(root, random);
    }

    @Override
    public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        if (keyId.filter(key -> !NAMES.contains(key)).isPresent()) {
            // AWS's own words for a key that does not exist are not published
            return CompletableFuture.failedFuture(new AwsException(
                    ErrorCode.ENCRYPTION_FAILURE,
                    "Secrets Manager can't encrypt the protected secret text using the provided KMS key: Key '"
                            + keyId.get() + "' does not exist"));
        }
        byte[] plain = new byte[KEY_BYTES];
        random.nextBytes(plain);
        return CompletableFuture.completedFuture(new DataKey(DEFAULT_KEY, plain, wrap(plain, context)));
    }

    @Override
    public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        try {
            byte[] nonce = Arrays.copyOf(wrappedKey, NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(wrappedKey, NONCE_BYTES, wrappedKey.length);
            return CompletableFuture.completedFuture(
                    cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed));
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException failure) {
            return CompletableFuture.failedFuture(new AwsException(
                    ErrorCode.DECRYPTION_FAILURE,
                    "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
                    failure));
        }
    }

    private byte[] wrap(byte[] plain, Map<String, String> context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java runtime offers no AES-256-GCM", failure);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Map<String, String> context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, root, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(SealingContext.canonical(context));
        return cipher;
    }
}
