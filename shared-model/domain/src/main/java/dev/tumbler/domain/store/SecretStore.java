package dev.tumbler.domain.store;

import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Where secrets rest. Whatever a completed stage says was written stays written, through {@code kill -9} too.
 *
 * <p>A stage may complete on any thread, and fails with a {@link StoreException} for what the store could not do, or
 * with whatever the decision threw.
 */
public interface SecretStore {

    /** A secret together with the sealed value of its AWSCURRENT version, if it has one. */
    record Current(Secret secret, Optional<SealedValue> value) {}

    /** The secret with its current value, at the cost of one item read. */
    CompletionStage<Optional<Current>> current(SecretId id);

    /** The sealed value of one version. What it says never changes once it is there; the key that seals it may. */
    CompletionStage<Optional<SealedValue>> value(SecretId id, String versionId);

    /**
     * Reads a secret, asks the decision, and writes what it says under the condition that nobody wrote in between.
     *
     * <p>The decision must be free of side effects and ready to be called more than once: it is asked again after a lost
     * race, a bounded number of times. An unknown outcome is resolved by reading again before anything is said. The
     * events of the decision are told once the write is durable.
     *
     * @param decide gets the stored secret, or empty where there is none
     */
    <R> CompletionStage<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide);

    /**
     * The secrets of one account and region, oldest first.
     *
     * @param after the {@code next} of the page before; empty for the first page
     */
    CompletionStage<Page<Secret>> list(String account, String region, Optional<String> after, int limit);

    /** Secrets with something to do by {@code until}: a rotation to run, retry or start, or a deletion to finish. */
    CompletionStage<List<SecretId>> due(Instant until, int limit);
}
