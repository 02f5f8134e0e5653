package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;
import static dev.tumbler.domain.secret.Versions.AWSPREVIOUS;

import dev.tumbler.domain.store.LookedTooEarly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Another key for a secret, with the values that go over to it: those of the versions that hold AWSCURRENT, AWSPENDING or
 * AWSPREVIOUS. Others stay under the key they have. So does a value that its own key does not open any more, as AWS
 * documents, for a secret whose key is gone could never get another one.
 *
 * @param keyId the key in the form it was given; empty for {@code aws/secretsmanager}
 * @param values what the caller found for each version it looked at: its value sealed under the new key, or nothing where
 *     the present key does not open it
 */
public record KeyChange(Optional<String> keyId, Map<String, Optional<SealedValue>> values) {
    private static final Set<String> GOING_OVER = Set.of(AWSCURRENT, AWSPENDING, AWSPREVIOUS);

    /** The versions whose values go over to a key. */
    public static List<Version> goingOver(Versions versions, Optional<String> keyId) {
        return versions.all().stream()
                .filter(version -> goesOver(version, keyId))
                .toList();
    }

    static boolean goesOver(Version version, Optional<String> keyId) {
        return version.hasValue()
                && GOING_OVER.stream().anyMatch(version::holds)
                && !version.keyId().equals(keyId);
    }

    /** The values that are written, by version. */
    Map<String, SealedValue> resealed(Versions versions) {
        Map<String, SealedValue> resealed = new LinkedHashMap<>();
        for (Version version : goingOver(versions, keyId)) {
            lookedAt(version.id()).ifPresent(value -> resealed.put(version.id(), value));
        }
        return resealed;
    }

    private Optional<SealedValue> lookedAt(String versionId) {
        if (!values.containsKey(versionId)) {
            throw new LookedTooEarly("version " + versionId + " got its value or its label");
        }
        return values.get(versionId);
    }
}
