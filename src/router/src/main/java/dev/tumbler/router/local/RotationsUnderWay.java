package dev.tumbler.router.local;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Finds rotations that have begun and not ended, also those that wait for their next attempt. */
@Singleton
public class RotationsUnderWay {
    /** More than any pause between two attempts. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    private final SecretStore secrets;
    private final InstantSource clock;

    @Inject
    RotationsUnderWay(SecretStore secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The name of a secret that is being rotated, if there is one. */
    Uni<Optional<String>> first() {
        return Uni.createFrom()
                .completionStage(() -> secrets.due(clock.instant().plus(LONGEST_PAUSE), MOST))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(id -> underWay(id).map(running -> running ? id : null))
                .toUni()
                .map(found -> Optional.ofNullable(found).map(SecretId::name));
    }

    private Uni<Boolean> underWay(SecretId id) {
        return Uni.createFrom().completionStage(() -> secrets.update(id, RotationsUnderWay::underWay));
    }

    private static Decision<Secret, Boolean> underWay(Optional<Secret> stored) {
        return Decision.keep(
                stored.filter(secret -> secret.rotation().underWay()).isPresent());
    }
}
