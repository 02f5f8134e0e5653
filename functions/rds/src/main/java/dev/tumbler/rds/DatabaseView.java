package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.secret.Secret;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;

/**
 * A database as answers show it.
 *
 * <p>The status of a managed password is not stored: it is read off the database and its secret, so that it can never
 * disagree with them.
 *
 * @param secret the secret of a managed password, as far as it exists yet
 * @param keyArn the key of a managed password's secret
 */
record DatabaseView(Database database, Optional<Secret> secret, Optional<String> keyArn) {
    /** Servers that are made here listen on this address alone, so nobody beyond this machine reaches them. */
    private static final String OWN_ADDRESS = "127.0.0.1";

    DatabaseStatus status() {
        return status(database, secret);
    }

    static DatabaseStatus status(Database database, Optional<Secret> secret) {
        return rotating(secret) && database.status() == DatabaseStatus.AVAILABLE
                ? DatabaseStatus.RESETTING_MASTER_CREDENTIALS
                : database.status();
    }

    static boolean rotating(Optional<Secret> secret) {
        return secret.filter(each -> each.rotation().underWay()).isPresent();
    }

    /** The port of the server; empty until it first listens. */
    Optional<Integer> port() {
        return database.status() == DatabaseStatus.CREATING ? Optional.empty() : Optional.of(database.port());
    }

    String address() {
        return database.host().orElse(OWN_ADDRESS);
    }

    /** Null where RDS does not manage the password, as answers want it. */
    MasterUserSecret masterUserSecret() {
        return database.master()
                .managed()
                .map(managed -> MasterUserSecret.builder()
                        .secretArn(managed.arn())
                        .secretStatus(secretStatus())
                        .kmsKeyId(keyArn.orElseThrow())
                        .build())
                .orElse(null);
    }

    private String secretStatus() {
        if (secret.isEmpty() || database.master().reset().isPresent()) {
            return "creating";
        }
        if (secret.get().rotation().underWay()) {
            return "rotating";
        }
        return secret.get().rotationFailed() ? "impaired" : "active";
    }

    /** What stands for a password that is being set: nobody is ever told one. */
    Optional<String> pendingPassword() {
        return database.status() == DatabaseStatus.RESETTING_MASTER_CREDENTIALS
                ? Optional.of("****")
                : Optional.empty();
    }
}
