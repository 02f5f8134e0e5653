package dev.tumbler.secretsmanager;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a {@code KmsKeyId} parameter means. */
final class KmsKeyIds {
    private static final Pattern DEFAULT =
            Pattern.compile("(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:)?alias/aws/secretsmanager");

    private KmsKeyIds() {}

    /** The key of a request: empty where it names none, empty text where it names the default one. */
    static Optional<String> requested(String kmsKeyId) {
        return Optional.ofNullable(kmsKeyId).map(key -> DEFAULT.matcher(key).matches() ? "" : key);
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
