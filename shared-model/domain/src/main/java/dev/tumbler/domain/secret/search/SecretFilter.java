package dev.tumbler.domain.secret.search;

import dev.tumbler.domain.secret.Secret;
import java.util.List;

/**
 * One filter of ListSecrets or BatchGetSecretValue.
 *
 * @param values any of them is enough; one that begins with {@code !} fits exactly what the rest of it does not
 */
public record SecretFilter(FilterKey key, List<String> values) {
    private static final String NOT = "!";

    public SecretFilter {
        values = List.copyOf(values);
    }

    boolean matches(Secret secret) {
        return values.stream().anyMatch(value -> matches(secret, value));
    }

    private boolean matches(Secret secret, String value) {
        return value.startsWith(NOT) ? !key.matches(secret, value.substring(NOT.length())) : key.matches(secret, value);
    }
}
