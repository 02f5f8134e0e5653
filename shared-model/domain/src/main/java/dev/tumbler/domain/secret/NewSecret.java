package dev.tumbler.domain.secret;

import dev.tumbler.domain.rotation.RotationRules;
import java.util.Optional;

/**
 * What CreateSecret asks for.
 *
 * @param suffix the six characters that its ARN ends in, if it comes to be
 * @param rules the schedule that an owning service sets from the start
 */
public record NewSecret(
        SecretId id, String suffix, Details details, Optional<NewValue> value, Optional<RotationRules> rules) {

    /** The same with a value; empty for a secret without one. */
    public NewSecret with(Optional<NewValue> next) {
        return new NewSecret(id, suffix, details, next, rules);
    }
}
