package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Sets the pending password in the database: {@link SingleUser} without a {@code masterarn} in the secret,
 * {@link AlternatingUsers} with one.
 */
@Named("setSecret")
@Singleton
public final class SetSecretStep extends RotationStep {
    private final DatabaseSecrets databases;
    private final SingleUser singleUser;
    private final AlternatingUsers alternatingUsers;

    @Inject
    SetSecretStep(
            SecretVersions versions,
            DatabaseSecrets databases,
            SingleUser singleUser,
            AlternatingUsers alternatingUsers) {
        super("setSecret", versions);
        this.databases = databases;
        this.singleUser = singleUser;
        this.alternatingUsers = alternatingUsers;
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        return versions()
                .pending(secret.event())
                .chain(value -> databases.read(secret.tags(), value))
                .chain(pending -> pending.login(noLogin(secret, pending))
                        .chain(alreadySet -> alreadySet ? Uni.createFrom().voidItem() : set(secret, pending)));
    }

    private Uni<Void> set(RotatingSecret secret, DatabaseSecret pending) {
        return versions()
                .current(secret.event())
                .chain(value -> databases.read(secret.tags(), value))
                .chain(current -> pending.masterArn().isPresent()
                        ? alternatingUsers.set(secret, current, pending)
                        : singleUser.set(secret, current, pending));
    }

    private static String noLogin(RotatingSecret secret, DatabaseSecret pending) {
        return pending.masterArn().isPresent() ? AlternatingUsers.noLogin(secret) : SingleUser.noLogin(secret);
    }
}
