package dev.tumbler.store.contract;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.domain.store.SecretStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a store of secrets is, without any table: maps, and the promises of the port in the fewest words. For one caller at
 * a time.
 */
public final class ModelSecretStore implements SecretStore {
    private static final Comparator<Secret> OLDEST_FIRST = Comparator.<Secret, Instant>comparing(
                    secret -> secret.dates().created())
            .thenComparing(secret -> secret.id().name());

    private final Map<SecretId, Secret> secrets = new HashMap<>();
    private final Map<SecretId, Map<String, SealedValue>> values = new HashMap<>();
    private final List<DomainEvent> told = new ArrayList<>();

    /** Every event so far. */
    public List<DomainEvent> told() {
        return List.copyOf(told);
    }

    @Override
    public CompletionStage<Optional<Current>> current(SecretId id) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(secrets.get(id)).map(secret -> new Current(secret, currentValue(secret))));
    }

    private Optional<SealedValue> currentValue(Secret secret) {
        return secret.versions().current().flatMap(version -> stored(secret.id(), version.id()));
    }

    private Optional<SealedValue> stored(SecretId id, String versionId) {
        return Optional.ofNullable(values.getOrDefault(id, Map.of()).get(versionId));
    }

    @Override
    public CompletionStage<Optional<SealedValue>> value(SecretId id, String versionId) {
        return CompletableFuture.completedStage(stored(id, versionId));
    }

    @Override
    public <R> CompletionStage<R> update(SecretId id, Function<Optional<Secret>, Decision<Secret, R>> decide) {
        Decision<Secret, R> decision;
        try {
            decision = decide.apply(Optional.ofNullable(secrets.get(id)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
        apply(id, decision.change());
        told.addAll(decision.events());
        return CompletableFuture.completedStage(decision.answer());
    }

    private void apply(SecretId id, Change<Secret> change) {
        if (change instanceof Change.Write<Secret> write) {
            Map<String, SealedValue> kept = values.computeIfAbsent(id, any -> new HashMap<>());
            kept.putAll(write.values());
            kept.putAll(write.resealed());
            kept.keySet().retainAll(write.next().versions().byId().keySet());
            secrets.put(id, write.next());
        } else if (change instanceof Change.Erase<Secret>) {
            secrets.remove(id);
            values.remove(id);
        }
    }

    /** The token is the number of secrets shown so far: enough for a listing during which nothing is written. */
    @Override
    public CompletionStage<Page<Secret>> list(String account, String region, Optional<String> after, int limit) {
        List<Secret> all = secrets.values().stream()
                .filter(secret -> secret.id().account().equals(account))
                .filter(secret -> secret.id().region().equals(region))
                .sorted(OLDEST_FIRST)
                .toList();
        int from = after.map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + limit);
        Optional<String> next = to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return CompletableFuture.completedStage(new Page<>(all.subList(from, to), next));
    }

    @Override
    public CompletionStage<List<SecretId>> due(Instant until, int limit) {
        Comparator<Secret> order = Comparator.<Secret, Instant>comparing(
                        secret -> secret.due().orElseThrow())
                .thenComparing(secret -> secret.id().name());
        return CompletableFuture.completedStage(secrets.values().stream()
                .filter(secret ->
                        secret.due().filter(due -> !due.isAfter(until)).isPresent())
                .sorted(order)
                .limit(limit)
                .map(Secret::id)
                .toList());
    }
}
