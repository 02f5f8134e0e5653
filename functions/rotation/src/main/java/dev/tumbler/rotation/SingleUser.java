package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The strategy in which a user changes its own password. */
@Singleton
final class SingleUser {
    private final SecretVersions versions;
    private final DatabaseSecrets databases;
    private final OldPasswords old;

    @Inject
    SingleUser(SecretVersions versions, DatabaseSecrets databases, OldPasswords old) {
        this.versions = versions;
        this.databases = databases;
        this.old = old;
    }

    Uni<Void> set(RotatingSecret secret, DatabaseSecret current, DatabaseSecret pending) {
        requireCurrentUser(pending, current);
        return accepted(secret, pending, current).chain(accepted -> accepted.changePassword(pending, old.of(current)));
    }

    /** The version that logs in: the current, else the previous, which a break in an older rotation may have left. */
    private Uni<DatabaseSecret> accepted(RotatingSecret secret, DatabaseSecret pending, DatabaseSecret current) {
        return current.login(noLogin(secret))
                .chain(in -> in ? Uni.createFrom().item(current) : previous(secret, pending, current));
    }

    private Uni<DatabaseSecret> previous(RotatingSecret secret, DatabaseSecret pending, DatabaseSecret current) {
        return versions.previous(secret.event())
                .map(value -> value.orElseThrow(() -> new RotationException(noLogin(secret))))
                .chain(value -> databases.read(secret.tags(), value))
                .map(previous -> previous.with(
                        previous.connection().with(current.connection().tls())))
                .invoke(previous -> requirePreviousUser(pending, previous))
                .call(previous -> previous.requireLogin(noLogin(secret)));
    }

    private static void requireCurrentUser(DatabaseSecret pending, DatabaseSecret current) {
        if (!pending.user().equals(current.user())) {
            throw new RotationException("Attempting to modify user %s other than current user %s"
                    .formatted(pending.user(), current.user()));
        }
        requireHostOf(current, pending);
    }

    static void requireHostOf(DatabaseSecret current, DatabaseSecret pending) {
        if (!pending.host().equals(current.host())) {
            throw new RotationException("Attempting to modify user for host %s other than current host %s"
                    .formatted(pending.host(), current.host()));
        }
    }

    /** AWS's functions for the engines differ here in their words alone. */
    private static void requirePreviousUser(DatabaseSecret pending, DatabaseSecret previous) {
        String engine = pending.engine().name();
        if (!pending.user().equals(previous.user())) {
            String valid = engine.equals("mariadb") ? "last valid user" : "previous valid user";
            throw new RotationException(
                    "Attempting to modify user %s other than %s %s".formatted(pending.user(), valid, previous.user()));
        }
        if (!pending.host().equals(previous.host())) {
            String valid = engine.equals("postgres") ? "current previous valid" : "previous host";
            throw new RotationException("Attempting to modify user for host %s other than %s %s"
                    .formatted(pending.host(), valid, previous.host()));
        }
    }

    static String noLogin(RotatingSecret secret) {
        return "Unable to log into database with previous, current, or pending secret of secret arn %s"
                .formatted(secret.id());
    }
}
