package dev.tumbler.standins.kms;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The aliases as requests name them. */
final class Aliases {
    private final KeyStore store;
    private final KmsKeys keys;

    Aliases(KeyStore store, KmsKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    CompletionStage<Alias> create(String name, String keyText, KmsCall call) {
        AliasId id = customers(name, call);
        return target(keyText, call)
                .thenCompose(key -> store.update(id, stored -> {
                    if (stored.isPresent()) {
                        throw KmsErrors.aliasExists(id);
                    }
                    Alias alias = new Alias(id, key.id().id(), keys.now(), keys.now());
                    return Decision.write(alias, alias);
                }));
    }

    CompletionStage<Alias> pointTo(String name, String keyText, KmsCall call) {
        AliasId id = customers(name, call);
        return target(keyText, call)
                .thenCompose(key -> store.update(id, stored -> {
                    Alias alias = found(id, stored).pointingTo(key.id(), keys.now());
                    return Decision.write(alias, alias);
                }));
    }

    CompletionStage<Alias> delete(String name, KmsCall call) {
        AliasId id = customers(name, call);
        return store.update(id, stored -> Decision.erase(found(id, stored)));
    }

    private static Alias found(AliasId id, Optional<Alias> stored) {
        return stored.orElseThrow(() -> KmsErrors.aliasNotFound(id));
    }

    private CompletionStage<KmsKey> target(String keyText, KmsCall call) {
        return keys.find(KeyReference.parseKey(keyText, call).arn(), call).thenApply(KeyLifecycle::changeable);
    }

    /** A name that customers may choose. Names below {@code alias/aws/} are left to AWS's services. */
    private static AliasId customers(String name, KmsCall call) {
        if (!name.startsWith(AliasId.PREFIX) || name.length() == AliasId.PREFIX.length()) {
            throw KmsErrors.validation("Invalid identifier");
        }
        if (name.indexOf(':') >= 0) {
            throw KmsErrors.validation(name + " contains invalid characters for an alias");
        }
        AliasId id = new AliasId(call.account(), call.region(), name);
        if (id.reserved()) {
            throw new AwsException(ErrorCode.KMS_NOT_AUTHORIZED, "");
        }
        return id;
    }

    /**
     * A page of an account's aliases in one region; of one key alone it may hold fewer than asked for.
     *
     * @param keyText the key whose aliases are wanted
     */
    CompletionStage<Page<Alias>> list(Optional<String> keyText, KmsCall call, Optional<String> after, int limit) {
        CompletionStage<Page<Alias>> page = store.aliases(call.account(), call.region(), after, limit + 1)
                .thenApply(
                        found -> Marker.page(found, limit, alias -> alias.id().name()));
        return keyText.map(text -> KeyReference.parseKey(text, call))
                .map(id -> keys.find(id.arn(), call).thenCombine(page, (key, all) -> of(key.id(), all)))
                .orElse(page);
    }

    private static Page<Alias> of(KeyId key, Page<Alias> page) {
        return new Page<>(
                page.items().stream().filter(alias -> alias.key().equals(key)).toList(), page.next());
    }
}
