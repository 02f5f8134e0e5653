package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A store in which something else happens just before the next write, or in which the next write fails. */
final class DisturbedStore implements StoreInFront {
    private final SecretStore store;
    private Runnable disturbance = () -> {};

    DisturbedStore(SecretStore store) {
        this.store = store;
    }

    @Override
    public SecretStore store() {
        return store;
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
}
