package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Makes the pending version the current one. AWSPENDING stays where it is, as with AWS's functions. */
@Named("finishSecret")
@Singleton
public final class FinishSecretStep extends RotationStep {

    @Inject
    FinishSecretStep(SecretVersions versions) {
        super("finishSecret", versions);
    }

    @Override
    Uni<Void> run(RotatingSecret secret) {
        return versions().makeCurrent(secret);
    }
}
