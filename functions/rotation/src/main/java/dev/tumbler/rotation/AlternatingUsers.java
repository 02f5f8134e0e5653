package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The strategy in which a user and its clone take turns, so that the current password works until its next turn comes. A
 * master, whose secret {@code masterarn} names, makes the clone and sets the passwords.
 *
 * <p>The current version must log in before the master does anything: else whoever may write the secret could have the
 * master change somebody else's password.
 */
@Singleton
final class AlternatingUsers {
    private static final String CLONE = "_clone";

    private final SecretVersions versions;
    private final DatabaseSecrets databases;
    private final RdsDatabases rds;

    @Inject
    AlternatingUsers(SecretVersions versions, DatabaseSecrets databases, RdsDatabases rds) {
        this.versions = versions;
        this.databases = databases;
        this.rds = rds;
    }

    /** Whose turn comes after that of a version's user. */
    static String other(DatabaseSecret secret) {
        String user = secret.user();
        if (user.endsWith(CLONE)) {
            return user.substring(0, user.length() - CLONE.length());
        }
        if (secret.engine().tooLong(user + CLONE)) {
            throw new RotationException(
                    "Unable to clone user, username length with _clone appended would exceed %d characters"
                            .formatted(secret.engine().longestUserName()));
        }
        return user + CLONE;
    }

    Uni<Void> set(RotatingSecret secret, DatabaseSecret current, DatabaseSecret pending) {
        if (!other(current).equals(pending.user())) {
            throw new RotationException("Attempting to modify user %s other than current user or clone %s"
                    .formatted(pending.user(), current.user()));
        }
        SingleUser.requireHostOf(current, pending);
        return current.requireLogin(noLogin(secret))
                .chain(() -> master(secret, current))
                .chain(master -> master.copyUser(current, pending));
    }

    private Uni<DatabaseSecret> master(RotatingSecret secret, DatabaseSecret current) {
        String arn = current.masterArn().orElseThrow(() -> SecretValue.missing("masterarn"));
        return versions.currentOf(secret.event(), arn)
                .chain(value -> value.isRdsManaged()
                        ? versions.tagsOf(secret.event(), arn).chain(tags -> databases.readMaster(tags, value))
                        : databases.readMaster(SystemTags.NONE, value))
                .map(master ->
                        master.with(master.connection().in(current.connection().database())))
                .invoke(master -> requireSameEngine(current, master))
                .call(master -> requireSameHost(secret, current, master))
                .call(master -> master.requireLogin(
                        "Unable to log into database using credentials in master secret %s".formatted(arn)));
    }

    /** AWS has a function for each engine, which takes no master of another. */
    private static void requireSameEngine(DatabaseSecret current, DatabaseSecret master) {
        if (master.engine() != current.engine()) {
            throw new RotationException("Database engine must be set to '%s' in order to use this rotation lambda"
                    .formatted(current.engine().name()));
        }
    }

    private Uni<Void> requireSameHost(RotatingSecret secret, DatabaseSecret current, DatabaseSecret master) {
        if (current.host().equals(master.host())) {
            return Uni.createFrom().voidItem();
        }
        return rds.replicates(secret, current.host(), master.host())
                .invoke(replica -> {
                    if (!replica) {
                        throw new RotationException(
                                "Current database host %s is not the same host as/rds replica of master %s"
                                        .formatted(current.host(), master.host()));
                    }
                })
                .replaceWithVoid();
    }

    static String noLogin(RotatingSecret secret) {
        return "Unable to log into database using current credentials for secret %s".formatted(secret.id());
    }
}
