package dev.tumbler.sealing;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code aws/secretsmanager}: the key of every value that is sealed under no other. */
public final class DefaultKey {
    public static final String ALIAS = "alias/aws/secretsmanager";

    private static final Pattern NAMES = Pattern.compile("(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:)?" + ALIAS);

    private DefaultKey() {}

    /** Whether a caller means this key by its alias or its alias's ARN. */
    public static boolean isNamed(String keyId) {
        return NAMES.matcher(keyId).matches();
    }

    /** The key as the ports take it: empty where this one is meant. */
    public static Optional<String> unlessNamed(Optional<String> keyId) {
        return keyId.filter(named -> !isNamed(named));
    }
}
