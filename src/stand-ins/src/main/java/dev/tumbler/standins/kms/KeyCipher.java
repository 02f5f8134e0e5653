package dev.tumbler.standins.kms;

import dev.tumbler.standins.AesGcm;
import dev.tumbler.standins.RootKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Encrypts and decrypts under keys. A key's material is plain only while it is used. */
final class KeyCipher {
    private final RootKey root;
    private final SecureRandom random;
    private final AesGcm cipher;

    KeyCipher(RootKey root, SecureRandom random) {
        this.root = root;
        this.random = random;
        this.cipher = new AesGcm(random);
    }

    /** The material of a new key, wrapped. */
    byte[] newMaterial(KeyId id) {
        byte[] material = random(RootKey.BYTES);
        try {
            return root.wrap(material, owner(id));
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    byte[] random(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return drawn;
    }

    CiphertextBlob encrypt(KmsKey key, byte[] plain, Map<String, String> context) {
        byte[] bound = CiphertextBlob.bound(key.arn(), context);
        return new CiphertextBlob(key.arn(), with(key, material -> cipher.encrypt(material, plain, bound)));
    }

    byte[] decrypt(KmsKey key, CiphertextBlob blob, Map<String, String> context) {
        byte[] bound = CiphertextBlob.bound(key.arn(), context);
        Optional<byte[]> plain = with(key, material -> cipher.decrypt(material, blob.encrypted(), bound));
        return plain.orElseThrow(KmsErrors::invalidCiphertext);
    }

    private <R> R with(KmsKey key, Function<byte[], R> use) {
        byte[] material = root.unwrap(key.material(), owner(key.id()));
        try {
            return use.apply(material);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    private static byte[] owner(KeyId id) {
        return id.arn().getBytes(StandardCharsets.UTF_8);
    }
}
