package dev.tumbler.standins.kms;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A symmetric key.
 *
 * @param awsManaged whether it belongs to an AWS service rather than to a customer
 * @param deletion when it is erased; present while its deletion is pending
 * @param tags in the order they were given
 * @param material the key itself, wrapped by the root key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared and never changed
record KmsKey(
        KeyId id,
        boolean awsManaged,
        String description,
        KeyState state,
        Optional<Instant> deletion,
        Instant created,
        String policy,
        Map<String, String> tags,
        List<Grant> grants,
        byte[] material) {

    KmsKey {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        grants = List.copyOf(grants);
    }

    /** A new key with material of its own. */
    static KmsKey enabled(
            KeyId id, boolean awsManaged, String description, String policy, Instant now, KeyCipher cipher) {
        return new KmsKey(
                id,
                awsManaged,
                description,
                KeyState.ENABLED,
                Optional.empty(),
                now,
                policy,
                Map.of(),
                List.of(),
                cipher.newMaterial(id));
    }

    String arn() {
        return id.arn();
    }

    /** Whether the window of its deletion is over: for everybody it is gone, even before it is erased. */
    boolean goneAt(Instant now) {
        return deletion.filter(moment -> !moment.isAfter(now)).isPresent();
    }

    KmsKey with(KeyState next, Optional<Instant> nextDeletion) {
        return new KmsKey(id, awsManaged, description, next, nextDeletion, created, policy, tags, grants, material);
    }

    KmsKey withPolicy(String next) {
        return new KmsKey(id, awsManaged, description, state, deletion, created, next, tags, grants, material);
    }

    KmsKey withTags(Map<String, String> next) {
        return new KmsKey(id, awsManaged, description, state, deletion, created, policy, next, grants, material);
    }

    KmsKey withGrants(List<Grant> next) {
        return new KmsKey(id, awsManaged, description, state, deletion, created, policy, tags, next, material);
    }

    @Override
    public String toString() {
        return "KmsKey[" + id.arn() + ", " + state + "]";
    }
}
