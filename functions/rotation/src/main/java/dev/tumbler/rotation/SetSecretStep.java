package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Sets the pending password in the database. The user changes its own: the single-user strategy. */
@Named("setSecret")
@Singleton
public final class SetSecretStep extends RotationStep {
    private final DatabaseSecrets databases;

    @Inject
    SetSecretStep(SecretVersions versions, DatabaseSecrets databases) {
        super("setSecret", versions);
        this.databases = databases;
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        return versions()
                .pending(secret.event())
                .chain(value -> databases.read(secret, value))
                .chain(pending -> pending.login()
                        .chain(alreadySet -> alreadySet ? Uni.createFrom().voidItem() : set(secret, pending)));
    }

    private Uni<Void> set(RotatingSecret secret, DatabaseSecret pending) {
        return versions()
                .current(secret.event())
                .chain(value -> databases.read(secret, value))
                .invoke(current -> requireCurrentUser(pending, current))
                .chain(current -> accepted(secret, pending, current))
                .chain(accepted -> accepted.replacePassword(pending));
    }

    /** The version that logs in: the current, else the previous, which a break in an older rotation may have left. */
    private Uni<DatabaseSecret> accepted(RotatingSecret secret, DatabaseSecret pending, DatabaseSecret current) {
        return current.login().chain(in -> in ? Uni.createFrom().item(current) : previous(secret, pending, current));
    }

    private Uni<DatabaseSecret> previous(RotatingSecret secret, DatabaseSecret pending, DatabaseSecret current) {
        return versions()
                .previous(secret.event())
                .map(value -> value.orElseThrow(() -> noLogin(secret)))
                .chain(value -> databases.read(secret, value))
                .map(previous -> previous.with(current.connection().tls()))
                .invoke(previous -> requirePreviousUser(pending, previous))
                .chain(previous ->
                        previous.login().map(in -> Optional.of(previous).filter(known -> in)))
                .map(previous -> previous.orElseThrow(() -> noLogin(secret)));
    }

    private static void requireCurrentUser(DatabaseSecret pending, DatabaseSecret current) {
        if (!pending.user().equals(current.user())) {
            throw new RotationException("Attempting to modify user %s other than current user %s"
                    .formatted(pending.user(), current.user()));
        }
        if (!pending.host().equals(current.host())) {
            throw new RotationException("Attempting to modify user for host %s other than current host %s"
                    .formatted(pending.host(), current.host()));
        }
    }

    /** The words about the host are those of AWS's function for PostgreSQL; other engines' have others. */
    private static void requirePreviousUser(DatabaseSecret pending, DatabaseSecret previous) {
        if (!pending.user().equals(previous.user())) {
            throw new RotationException("Attempting to modify user %s other than previous valid user %s"
                    .formatted(pending.user(), previous.user()));
        }
        if (!pending.host().equals(previous.host())) {
            throw new RotationException("Attempting to modify user for host %s other than current previous valid %s"
                    .formatted(pending.host(), previous.host()));
        }
    }

    private static RotationException noLogin(RotatingSecret secret) {
        return new RotationException(
                "Unable to log into database with previous, current, or pending secret of secret arn %s"
                        .formatted(secret.id()));
    }
}
