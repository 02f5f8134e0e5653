package dev.tumbler.standins.kms;

import java.time.Instant;

/**
 * A second name of a key.
 *
 * @param keyId the key's id; it stands in the same account and region
 */
record Alias(AliasId id, String keyId, Instant created, Instant updated) {

    KeyId key() {
        return new KeyId(id.account(), id.region(), keyId);
    }

    Alias pointingTo(KeyId key, Instant now) {
        return new Alias(id, key.id(), created, now);
    }
}
