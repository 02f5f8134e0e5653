package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Proves by a login that the database accepts the pending password, or that of another version that the event names: a
 * workflow asks so whether the current one is in force.
 */
@Named("testSecret")
@Singleton
public final class TestSecretStep extends RotationStep {
    private final DatabaseSecrets databases;

    @Inject
    TestSecretStep(SecretVersions versions, DatabaseSecrets databases) {
        super("testSecret", versions);
        this.databases = databases;
    }

    /** A version that is named is tested whether a rotation is under way or not. */
    @Override
    boolean isOpen(RotatingSecret secret) {
        return secret.event().versionStage().isPresent() || super.isOpen(secret);
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        return secret.event()
                .versionStage()
                .map(label -> versions().labelled(secret.event(), label))
                .orElseGet(() -> versions().pending(secret.event()))
                .chain(value -> databases.read(secret.tags(), value))
                .chain(tested -> tested.requireLogin(noLogin(secret)));
    }

    /** The wording for a version that is named is ours. */
    private static String noLogin(RotatingSecret secret) {
        return secret.event()
                .versionStage()
                .map(label -> "Unable to log into database with the %s version of secret ARN %s"
                        .formatted(label, secret.id()))
                .orElseGet(() ->
                        "Unable to log into database with pending secret of secret ARN %s".formatted(secret.id()));
    }
}
