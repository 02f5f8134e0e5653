package dev.tumbler.router.local;

import dev.tumbler.secretsmanager.RotationFunctions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The Lambda functions of this machine: there are none yet, so none can be invoked. */
@Singleton
public class LocalFunctions implements RotationFunctions {

    @Override
    public Uni<Boolean> invocable(String functionArn, String secretArn) {
        return Uni.createFrom().item(false);
    }
}
