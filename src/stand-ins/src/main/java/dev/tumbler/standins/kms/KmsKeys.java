package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import dev.tumbler.sealing.DefaultKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The keys as requests name them. */
final class KmsKeys {
    private static final int PURGED_AT_ONCE = 100;

    private final KeyStore store;
    private final KeyCipher cipher;
    private final InstantSource clock;
    private final List<Consumer<String>> unusable = new CopyOnWriteArrayList<>();

    KmsKeys(KeyStore store, KeyCipher cipher, InstantSource clock) {
        this.store = store;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Hears the ARN of each key that may not be used any more. */
    void onUnusable(Consumer<String> listener) {
        unusable.add(listener);
    }

    /** In milliseconds, as moments rest: an answer shows the same before and after. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The key that any of the four forms names, if the caller may do this with it, or AWS's error. */
    CompletionStage<KmsKey> find(String text, KmsCall call) {
        KeyReference reference = KeyReference.parse(text, call);
        if (reference instanceof KeyReference.ByAlias alias) {
            return store.alias(alias.id()).thenCompose(found -> found.map(named -> existing(named.key(), call))
                    .orElseGet(() -> withoutAlias(alias.id(), call)));
        }
        return existing(((KeyReference.ById) reference).id(), call);
    }

    private CompletionStage<KmsKey> existing(KeyId id, KmsCall call) {
        return present(id).thenApply(found -> call.allowed(found.orElseThrow(() -> KmsErrors.keyNotFound(id.arn()))));
    }

    /** The key unless it is gone, whoever asks. */
    CompletionStage<Optional<KmsKey>> present(KeyId id) {
        return store.key(id).thenApply(this::present);
    }

    private Optional<KmsKey> present(Optional<KmsKey> stored) {
        return stored.filter(key -> !key.goneAt(now()));
    }

    /** Secrets Manager's own key is made when it is first used or described; those of other services are not here. */
    private CompletionStage<KmsKey> withoutAlias(AliasId alias, KmsCall call) {
        boolean makes = call.viaSecretsManager() || call.operation().equals("DescribeKey");
        if (makes && alias.name().equals(DefaultKey.ALIAS)) {
            return makeDefault(alias).thenCompose(made -> existing(made.key(), call));
        }
        if (call.viaSecretsManager() && alias.reserved()) {
            throw call.denied(alias.arn());
        }
        throw KmsErrors.aliasNotFound(alias);
    }

    private CompletionStage<Alias> makeDefault(AliasId id) {
        KmsKey key = KmsKey.enabled(
                newId(id.account(), id.region()),
                true,
                "Default key that protects my Secrets Manager data when no other key is defined",
                KeyPolicies.ofSecretsManager(id.account(), id.region()),
                now(),
                cipher);
        Alias alias = new Alias(id, key.id().id(), now(), now());
        return store.makeTogether(key, alias);
    }

    private static KeyId newId(String account, String region) {
        return new KeyId(account, region, UUID.randomUUID().toString());
    }

    /** Makes a customer's key. */
    CompletionStage<KmsKey> create(KmsCall call, String description, String policy, UnaryOperator<KmsKey> finish) {
        KmsKey key = finish.apply(
                KmsKey.enabled(newId(call.account(), call.region()), false, description, policy, now(), cipher));
        return store.update(key.id(), none -> Decision.write(key, key));
    }

    /** Decides on the key that a key id or ARN names, if the caller may do this with it, or fails with AWS's error. */
    <R> CompletionStage<R> decide(String text, KmsCall call, Function<KmsKey, Decision<KmsKey, R>> decide) {
        KeyId id = KeyReference.parseKey(text, call);
        return store.update(
                id,
                stored ->
                        decide.apply(call.allowed(present(stored).orElseThrow(() -> KmsErrors.keyNotFound(id.arn())))));
    }

    /** Changes a key; whoever keeps anything of it hears if it may not be used after that. */
    CompletionStage<KmsKey> change(String text, KmsCall call, UnaryOperator<KmsKey> change) {
        return this.<KmsKey>decide(text, call, key -> {
                    KmsKey next = change.apply(key);
                    return Decision.write(next, next);
                })
                .thenApply(changed -> {
                    if (changed.state() != KeyState.ENABLED) {
                        tellUnusable(changed);
                    }
                    return changed;
                });
    }

    private void tellUnusable(KmsKey key) {
        unusable.forEach(listener -> listener.accept(key.arn()));
    }

    /** A page of an account's keys in one region. */
    CompletionStage<Page<KmsKey>> list(KmsCall call, Optional<String> after, int limit) {
        return store.keys(call.account(), call.region(), after, limit + 1)
                .thenApply(found -> Marker.page(found, limit, key -> key.id().id()))
                .thenApply(page -> new Page<>(
                        page.items().stream().filter(key -> !key.goneAt(now())).toList(), page.next()));
    }

    /** Erases the keys whose window is over, each with its aliases. What fails is found again the next time. */
    CompletionStage<Void> purge() {
        return store.due(now(), PURGED_AT_ONCE)
                .thenCompose(due -> CompletableFuture.allOf(due.stream()
                        .map(key -> purge(key).toCompletableFuture())
                        .toArray(CompletableFuture[]::new)));
    }

    /** The aliases go first: a key that is still there is found again. */
    private CompletionStage<Boolean> purge(KmsKey key) {
        tellUnusable(key);
        return removeAliases(key.id(), Optional.empty())
                .thenCompose(done -> store.update(
                        key.id(),
                        stored -> stored.filter(found -> found.goneAt(now())).isPresent()
                                ? Decision.erase(true)
                                : Decision.keep(false)));
    }

    private CompletionStage<Void> removeAliases(KeyId key, Optional<String> after) {
        return store.aliases(key.account(), key.region(), after, PURGED_AT_ONCE).thenCompose(page -> {
            CompletionStage<Void> removed = CompletableFuture.allOf(page.stream()
                    .filter(alias -> alias.key().equals(key))
                    .map(alias -> remove(alias).toCompletableFuture())
                    .toArray(CompletableFuture[]::new));
            return page.size() < PURGED_AT_ONCE
                    ? removed
                    : removed.thenCompose(done -> removeAliases(
                            key, Optional.of(page.get(page.size() - 1).id().name())));
        });
    }

    private CompletionStage<Boolean> remove(Alias alias) {
        return store.update(
                alias.id(),
                stored -> stored.filter(found -> found.keyId().equals(alias.keyId()))
                                .isPresent()
                        ? Decision.erase(true)
                        : Decision.keep(false));
    }
}
