package dev.tumbler.domain.secret;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a secret, without its value.
 *
 * @param labels the staging labels it holds; none makes it deprecated
 * @param hasValue false for the placeholder that a rotation registers before its value exists
 * @param keyId the key its value is sealed under, in the form the caller gave it; empty for {@code aws/secretsmanager}
 * @param lastAccessed the day of the last read, at midnight UTC
 */
public record Version(
        String id,
        Set<String> labels,
        boolean hasValue,
        Optional<String> keyId,
        Instant created,
        Optional<Instant> lastAccessed) {

    public Version {
        labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
    }

    public boolean deprecated() {
        return labels.isEmpty();
    }

    public boolean holds(String label) {
        return labels.contains(label);
    }

    Version with(String label) {
        Set<String> next = new LinkedHashSet<>(labels);
        next.add(label);
        return new Version(id, next, hasValue, keyId, created, lastAccessed);
    }

    Version without(String label) {
        Set<String> next = new LinkedHashSet<>(labels);
        next.remove(label);
        return new Version(id, next, hasValue, keyId, created, lastAccessed);
    }

    /** The same with a value that is sealed under the key. */
    Version sealedUnder(Optional<String> nextKeyId) {
        return new Version(id, labels, true, nextKeyId, created, lastAccessed);
    }

    Version accessed(Instant day) {
        return new Version(id, labels, hasValue, keyId, created, Optional.of(day));
    }
}
