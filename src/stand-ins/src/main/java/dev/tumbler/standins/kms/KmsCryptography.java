package dev.tumbler.standins.kms;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Encrypts and decrypts as requests ask for it. */
final class KmsCryptography {
    private final KmsKeys keys;
    private final KeyCipher cipher;

    KmsCryptography(KmsKeys keys, KeyCipher cipher) {
        this.keys = keys;
        this.cipher = cipher;
    }

    /** Something encrypted, and under which key. */
    record Encrypted(KmsKey key, CiphertextBlob blob) {}

    /** Something decrypted, and under which key. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Decrypted(KmsKey key, byte[] plain) {
        @Override
        public String toString() {
            return "Decrypted[" + key + "]";
        }
    }

    /** A data key in both its forms. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Generated(KmsKey key, byte[] plain, CiphertextBlob blob) {
        @Override
        public String toString() {
            return "Generated[" + key + "]";
        }
    }

    CompletionStage<Encrypted> encrypt(String keyText, byte[] plain, Map<String, String> context, KmsCall call) {
        return keys.find(keyText, call)
                .thenApply(KeyLifecycle::usable)
                .thenApply(key -> new Encrypted(key, cipher.encrypt(key, plain, context)));
    }

    CompletionStage<Generated> generate(String keyText, int bytes, Map<String, String> context, KmsCall call) {
        byte[] plain = cipher.random(bytes);
        return encrypt(keyText, plain, context, call)
                .thenApply(encrypted -> new Generated(encrypted.key(), plain, encrypted.blob()));
    }

    /**
     * Decrypts what {@link #encrypt} gave out.
     *
     * @param keyText the key it must have been encrypted under; empty for whichever key it names itself
     */
    CompletionStage<Decrypted> decrypt(
            Optional<String> keyText, byte[] ciphertext, Map<String, String> context, KmsCall call) {
        CiphertextBlob blob = CiphertextBlob.parse(ciphertext).orElseThrow(KmsErrors::invalidCiphertext);
        return keyText.map(text -> named(text, blob, call))
                .orElseGet(() -> ownKey(blob, call))
                .thenApply(KeyLifecycle::usable)
                .thenApply(key -> new Decrypted(key, cipher.decrypt(key, blob, context)));
    }

    private CompletionStage<KmsKey> named(String text, CiphertextBlob blob, KmsCall call) {
        return keys.find(text, call).thenApply(key -> {
            if (!key.arn().equals(blob.keyArn())) {
                throw KmsErrors.incorrectKey();
            }
            return key;
        });
    }

    /** The blob's word for its key is taken before it is authenticated: decryption under that very key tells the rest. */
    private CompletionStage<KmsKey> ownKey(CiphertextBlob blob, KmsCall call) {
        String prefix = new KeyId(call.account(), call.region(), "").arn();
        if (!blob.keyArn().startsWith(prefix)) {
            throw KmsErrors.keyOfCiphertextNotFound();
        }
        KeyId id = new KeyId(call.account(), call.region(), blob.keyArn().substring(prefix.length()));
        return keys.present(id).thenApply(found -> call.allowed(found.orElseThrow(KmsErrors::keyOfCiphertextNotFound)));
    }
}
