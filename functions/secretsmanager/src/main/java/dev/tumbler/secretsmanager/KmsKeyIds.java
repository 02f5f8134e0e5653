package dev.tumbler.secretsmanager;

import dev.tumbler.sealing.DefaultKey;
import java.util.Optional;

/** What a {@code KmsKeyId} parameter means. */
final class KmsKeyIds {
    private KmsKeyIds() {}

    /** The key of a request: empty where it names none, empty text where it names the default one. */
    static Optional<String> requested(String kmsKeyId) {
        return Optional.ofNullable(kmsKeyId).map(key -> DefaultKey.isNamed(key) ? "" : key);
    }

    /** The key of a request by itself; empty for the default one. */
    static Optional<String> named(Optional<String> requested) {
        return requested.filter(key -> !key.isEmpty());
    }

    /** The key that a value is sealed under when a request may bring another one. */
    static Optional<String> after(Optional<String> requested, Optional<String> stored) {
        return requested.isPresent() ? named(requested) : stored;
    }
}
