package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** Starts the rotation of a managed master password: the steps run after the call has been answered. */
@Singleton
public class MasterRotation {
    private final SecretStore secrets;
    private final InstantSource clock;

    @Inject
    public MasterRotation(SecretStore secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A failed rotation is taken up again under its own token, so that a password that may be set is not lost. */
    Uni<Secret> start(Database database) {
        ManagedSecret managed = database.master().managed().orElseThrow();
        String token = UUID.randomUUID().toString();
        return Uni.createFrom()
                .completionStage(() -> secrets.update(
                        managed.id(),
                        stored -> SecretRotation.startOrResume(
                                stored.orElseThrow(() -> notYet(database)), token, clock.instant())))
                .onFailure(MasterRotation::unfinished)
                .transform(refusal -> notYet(database));
    }

    private static boolean unfinished(Throwable failure) {
        return failure instanceof AwsException refusal && refusal.code() == ErrorCode.INVALID_REQUEST;
    }

    private static AwsException notYet(Database database) {
        return database.id().kind().invalidState(DatabaseLifecycle.NOT_AVAILABLE);
    }
}
