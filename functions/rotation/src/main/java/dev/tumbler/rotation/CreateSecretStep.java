package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Stores a new password as the pending version, unless one is stored already: nothing has touched the database yet. */
@Named("createSecret")
@Singleton
public final class CreateSecretStep extends RotationStep {
    private final DatabaseSecrets databases;
    private final PasswordRules rules;

    @Inject
    CreateSecretStep(SecretVersions versions, DatabaseSecrets databases, PasswordRules rules) {
        super("createSecret", versions);
        this.databases = databases;
        this.rules = rules;
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        return versions()
                .current(secret.event())
                .chain(current -> databases.read(secret.tags(), current).chain(database -> versions()
                        .hasPending(secret.event())
                        .chain(there -> there ? Uni.createFrom().voidItem() : create(secret, current, database))));
    }

    private Uni<Void> create(RotatingSecret secret, SecretValue current, DatabaseSecret database) {
        SecretValue next =
                database.masterArn().isPresent() ? current.with("username", AlternatingUsers.other(database)) : current;
        PasswordRules fitting =
                current.isRdsManaged() ? rules.managed(database.engine().refusedByRds()) : rules;
        return versions().randomPassword(fitting).chain(password -> versions()
                .putPending(secret.event(), next.with("password", password).json()));
    }
}
