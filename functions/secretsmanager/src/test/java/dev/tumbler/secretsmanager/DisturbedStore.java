package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A store in which something else happens just before the next write, or in which the next write fails. */
final class DisturbedStore implements SecretStore {
    private final SecretStore store;
    private Runnable disturbance = () -> {};

    DisturbedStore(SecretStore store) {
        this.store = store;
    }

    /** Does this once, before the next write: another caller's write, or a failure where it throws. */
    void beforeNextWrite(Runnable next) {
        disturbance = next;
    }

    @Override
    public <R> CompletionStage<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        Runnable now = disturbance;
        disturbance = () -> {};
        try {
            now.run();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
        return store.update(id, decide);
    }

    @Override
    public CompletionStage<Optional<Current>> current(SecretId id) {
        return store.current(id);
    }

    @Override
    public CompletionStage<Optional<SealedValue>> value(SecretId id, String versionId) {
        return store.value(id, versionId);
    }

    @Override
    public CompletionStage<Page<Secret>> list(String account, String region, Optional<String> after, int limit) {
        return store.list(account, region, after, limit);
    }

    @Override
    public CompletionStage<List<SecretId>> due(Instant until, int limit) {
        return store.due(until, limit);
    }
}
