package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.LookedTooEarly;
import java.util.Optional;

/**
 * A value that a call brings, sealed, for the version that its request token names.
 *
 * @param keyId the key it is sealed under, in the form the caller gave it; empty for {@code aws/secretsmanager}
 * @param existing how it compares with the value that the version already has, as far as the caller of the decision
 *     looked; looking takes the key, so it cannot be part of the decision
 */
public record NewValue(String token, SealedValue sealed, Optional<String> keyId, Existing existing) {

    /** What the caller of the decision found under the token. */
    public enum Existing {
        NONE,
        SAME,
        DIFFERENT
    }

    /** Whether the version has this very value already; refuses a token that is in use for another value. */
    boolean alreadyIn(Secret secret) {
        if (secret.versions().find(token).filter(Version::hasValue).isEmpty()) {
            return false;
        }
        return switch (existing) {
            case SAME -> true;
            case NONE -> throw new LookedTooEarly("version " + token + " got its value");
            case DIFFERENT ->
                throw new AwsException(
                        ErrorCode.RESOURCE_EXISTS,
                        "You can't use ClientRequestToken " + token
                                + " because that value is already in use for a version of secret " + secret.arn()
                                + ".");
        };
    }

    /** This value, if it is sealed under the key that the secret has now. */
    NewValue sealedFor(Secret secret) {
        if (!keyId.equals(secret.details().kmsKeyId())) {
            throw new LookedTooEarly("secret " + secret.arn() + " got another key");
        }
        return this;
    }
}
