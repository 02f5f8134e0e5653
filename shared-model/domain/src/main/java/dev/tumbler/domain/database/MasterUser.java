package dev.tumbler.domain.database;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.SecretId;
import java.util.List;
import java.util.Optional;

/**
 * The master user of a database and where its password comes from.
 *
 * @param managed the secret that holds the password while RDS manages it
 * @param reset a password that is stored and not yet set on the server: the intent, saved before the server is touched
 * @param retired secrets that RDS no longer needs and removes once the reset is done
 */
public record MasterUser(
        String name, Optional<ManagedSecret> managed, Optional<PasswordReset> reset, List<SecretId> retired) {

    /**
     * The secret that RDS made for a master password.
     *
     * @param arn its full ARN, chosen before the secret is made
     * @param kmsKeyId the key in the form the caller gave it; empty for {@code aws/secretsmanager}
     */
    public record ManagedSecret(SecretId id, String arn, Optional<String> kmsKeyId) {}

    /**
     * A password to be set on the server.
     *
     * @param sealed the password, sealed; for a managed one also what the secret is made with
     */
    public record PasswordReset(SealedValue sealed) {}

    MasterUser settled() {
        return new MasterUser(name, managed, Optional.empty(), List.of());
    }
}
