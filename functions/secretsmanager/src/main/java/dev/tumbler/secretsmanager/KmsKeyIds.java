package dev.tumbler.secretsmanager;

import dev.tumbler.sealing.DefaultKey;
import java.util.Optional;

/** What a {@code KmsKeyId} parameter means. */
final class KmsKeyIds {
    private KmsKeyIds() {}

    /** The key of a request; empty where it names none, or the default one by its alias or by empty text. */
    static Optional<String> named(String kmsKeyId) {
        return DefaultKey.unlessNamed(Optional.ofNullable(kmsKeyId).filter(key -> !key.isEmpty()));
    }
}
