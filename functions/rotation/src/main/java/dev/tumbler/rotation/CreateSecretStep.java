package dev.tumbler.rotation;

import static dev.tumbler.rotation.SecretVersions.AWSCURRENT;
import static dev.tumbler.rotation.SecretVersions.AWSPENDING;
import static dev.tumbler.rotation.SecretVersions.REGISTERING;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

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
    boolean isOpen(RotatingSecret secret) {
        if (secret.event().register() && !isKnown(secret)) {
            requireNoOtherPending(secret);
            return true;
        }
        return super.isOpen(secret);
    }

    /** A version that is only half registered is not known yet. */
    private static boolean isKnown(RotatingSecret secret) {
        return secret.labelsOfNext().isPresent() && !isHalfRegistered(secret);
    }

    private static boolean isHalfRegistered(RotatingSecret secret) {
        return secret.labelsOfNext().equals(Optional.of(List.of(REGISTERING)));
    }

    /** As RotateSecret refuses it; the wording is ours, for nobody reattempts that rotation by himself. */
    private static void requireNoOtherPending(RotatingSecret secret) {
        Optional<String> pending = secret.holder(AWSPENDING);
        if (pending.isPresent() && !pending.equals(secret.holder(AWSCURRENT))) {
            throw new UnfinishedRotationException(
                    "A previous rotation of secret %s isn't complete: its version %s is pending."
                            .formatted(secret.id(), pending.get()));
        }
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        if (isHalfRegistered(secret)) {
            return versions().becomePending(secret);
        }
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
        return versions()
                .randomPassword(fitting)
                .map(password -> next.with("password", password).json())
                .chain(value -> isKnown(secret)
                        ? versions().putPending(secret.event(), value)
                        : versions().register(secret, value));
    }
}
