package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Action;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** The stored secrets as requests name them. */
@Singleton
public class Secrets {
    private final SecretStore store;

    @Inject
    public Secrets(SecretStore store) {
        this.store = store;
    }

    /** The secret that a {@code SecretId} names with its current value, or AWS's error. */
    Uni<SecretStore.Current> find(String secretId, Action action) {
        SecretArn asked = SecretArn.parse(secretId, action);
        return Uni.createFrom().completionStage(() -> store.current(asked.id())).map(stored -> found(stored, asked));
    }

    private static SecretStore.Current found(Optional<SecretStore.Current> stored, SecretArn asked) {
        Secret secret = Secret.found(stored.map(SecretStore.Current::secret), asked);
        return new SecretStore.Current(secret, stored.flatMap(SecretStore.Current::value));
    }

    /** Whatever stands at a place. */
    Uni<Optional<Secret>> at(SecretId id) {
        return Uni.createFrom()
                .completionStage(() -> store.current(id))
                .map(stored -> stored.map(SecretStore.Current::secret));
    }

    Uni<Optional<SealedValue>> value(SecretId id, String versionId) {
        return Uni.createFrom().completionStage(() -> store.value(id, versionId));
    }

    Uni<Page<Secret>> list(Caller caller, Optional<String> after, int limit) {
        return Uni.createFrom().completionStage(() -> store.list(caller.account(), caller.region(), after, limit));
    }

    /** Decides on the secret that a {@code SecretId} names, or fails with AWS's error. */
    <R> Uni<R> update(String secretId, Action action, Function<Secret, Decision<Secret, R>> decide) {
        return update(SecretArn.parse(secretId, action), decide);
    }

    /** Decides on one secret, or fails with AWS's error where it is gone, even if another has taken its name. */
    <R> Uni<R> update(SecretArn asked, Function<Secret, Decision<Secret, R>> decide) {
        return updateAt(asked.id(), stored -> decide.apply(Secret.found(stored, asked)));
    }

    /** Decides on whatever stands at a place. Replicas that have to follow are told of. */
    <R> Uni<R> updateAt(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        return Uni.createFrom()
                .completionStage(() -> store.update(id, stored -> SecretReplication.announced(decide.apply(stored))));
    }
}
