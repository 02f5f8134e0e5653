package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A store that does not work in some regions.
 *
 * @param failing regions in which nothing is written, as they change
 * @param silent regions in which what is written fails all the same, as if the answer were lost
 * @param meanwhile what happens once, just before something is written
 */
record RegionalStore(SecretStore store, Set<String> failing, Set<String> silent, AtomicReference<Runnable> meanwhile)
        implements StoreInFront {

    @Override
    public <R> CompletionStage<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        meanwhile.getAndSet(() -> {}).run();
        IllegalStateException away = new IllegalStateException(id.region() + " is away");
        if (failing.contains(id.region())) {
            return CompletableFuture.failedFuture(away);
        }
        CompletionStage<R> written = store.update(id, decide);
        return silent.contains(id.region())
                ? written.thenCompose(answer -> CompletableFuture.failedFuture(away))
                : written;
    }
}
