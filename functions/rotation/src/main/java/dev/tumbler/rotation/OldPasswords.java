package dev.tumbler.rotation;

import java.util.Optional;
import java.util.function.Function;

/**
 * Whether old passwords are kept until the next rotation: while both work, no connection is refused between the change of
 * the password and that of the secret.
 *
 * @param wish what the environment says
 */
public record OldPasswords(Optional<OldPassword> wish) {

    /**
     * Reads {@code KEEP_OLD_PASSWORD}, a variable of our own.
     *
     * @param environment answers null for a variable that is not set
     */
    public static OldPasswords from(Function<String, String> environment) {
        return new OldPasswords(Optional.ofNullable(environment.apply("KEEP_OLD_PASSWORD"))
                .map(text -> PasswordRules.isTrue(text) ? OldPassword.KEPT : OldPassword.DROPPED));
    }

    /** Those that RDS manages are kept unless the environment says otherwise. */
    OldPassword of(DatabaseSecret secret) {
        return wish.orElse(secret.managed() ? OldPassword.KEPT : OldPassword.DROPPED);
    }
}
