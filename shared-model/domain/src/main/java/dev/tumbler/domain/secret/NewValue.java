package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;

/**
 * A value that a call brings, sealed, for the version that its request token names.
 *
 * @param existing how it compares with the value that the version already has, as far as the caller of the decision
 *     looked; looking takes the key, so it cannot be part of the decision
 */
public record NewValue(String token, SealedValue sealed, Existing existing) {

    /** What the caller of the decision found under the token. */
    public enum Existing {
        NONE,
        SAME,
        DIFFERENT
    }

    /** The version got its value after the caller looked: the caller looks again. */
    public static final class ComparedTooEarly extends RuntimeException {
        ComparedTooEarly(String token) {
            super("version " + token + " got its value after it was looked up");
        }
    }

    /** Whether the version has this very value already; refuses a token that is in use for another value. */
    boolean alreadyIn(Secret secret) {
        if (secret.versions().find(token).filter(Version::hasValue).isEmpty()) {
            return false;
        }
        return switch (existing) {
            case SAME -> true;
            case NONE -> throw new ComparedTooEarly(token);
            case DIFFERENT ->
                throw new AwsException(
                        ErrorCode.RESOURCE_EXISTS,
                        "You can't use ClientRequestToken " + token
                                + " because that value is already in use for a version of secret " + secret.arn()
                                + ".");
        };
    }
}
