package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Proves by a login that the database accepts the pending password. */
@Named("testSecret")
@Singleton
public final class TestSecretStep extends RotationStep {
    private final DatabaseSecrets databases;

    @Inject
    TestSecretStep(SecretVersions versions, DatabaseSecrets databases) {
        super("testSecret", versions);
        this.databases = databases;
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        return versions()
                .pending(secret.event())
                .chain(value -> databases.read(secret.tags(), value))
                .chain(pending -> pending.requireLogin(
                        "Unable to log into database with pending secret of secret ARN %s".formatted(secret.id())));
    }
}
