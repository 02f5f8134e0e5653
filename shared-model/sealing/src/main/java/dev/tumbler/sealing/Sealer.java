package dev.tumbler.sealing;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SealedValue.Kind;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values by envelope encryption: AES-256-GCM under a data key that is used for one value only. The kind of the
 * value and its context are authenticated with it.
 */
public final class Sealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** AWS's name for the version of a trial that no version is made by. */
    private static final String TRIAL = "RequestToValidateKeyAccess";

    private final DataKeys keys;
    private final SecureRandom random;

    public Sealer(DataKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /**
     * Seals a value.
     *
     * @param keyId the key it is sealed under; empty for {@code aws/secretsmanager}
     */
    public CompletionStage<SealedValue> seal(PlainValue value, Optional<String> keyId, Map<String, String> context) {
        return keys.generate(keyId, context).thenApply(key -> sealUnder(key, value, context));
    }

    /** The value again, or {@code DecryptionFailure} where key, context or anything of the sealed form is another. */
    public CompletionStage<PlainValue> unseal(SealedValue sealed, Map<String, String> context) {
        return keys.unwrap(sealed.keyId(), sealed.wrappedKey(), context)
                .thenApply(key -> unsealWith(key, sealed, context));
    }

    /**
     * Tries a key that is new to a secret, as AWS does: one that cannot both seal and unseal is refused before it is kept.
     *
     * @param arn the ARN of the secret
     */
    public CompletionStage<Void> tryKey(String keyId, String arn) {
        Map<String, String> context = SealingContext.of(arn, TRIAL);
        return seal(PlainValue.ofBytes(new byte[0]), Optional.of(keyId), context)
                .thenCompose(made -> unseal(made, context))
                .thenAccept(nothing -> {});
    }

    private SealedValue sealUnder(DataKey key, PlainValue value, Map<String, String> context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.plain(), nonce, value.kind(), context);
            return new SealedValue(value.kind(), key.keyId(), key.wrapped(), nonce, cipher.doFinal(value.bytes()));
        } catch (GeneralSecurityException failure) {
            throw new AwsException(ErrorCode.ENCRYPTION_FAILURE, KeyRefusals.CANNOT_ENCRYPT + ".", failure);
        } finally {
            Arrays.fill(key.plain(), (byte) 0);
        }
    }

    private static PlainValue unsealWith(byte[] key, SealedValue sealed, Map<String, String> context) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed.nonce(), sealed.kind(), context);
            return new PlainValue(sealed.kind(), cipher.doFinal(sealed.ciphertext()));
        } catch (GeneralSecurityException failure) {
            throw new AwsException(ErrorCode.DECRYPTION_FAILURE, KeyRefusals.CANNOT_DECRYPT + ".", failure);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, Kind kind, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {(byte) (kind == Kind.STRING ? 'S' : 'B')});
        cipher.updateAAD(SealingContext.canonical(context));
        return cipher;
    }
}
