package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.store.Index;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Updates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Where keys and their aliases rest: the promises are those of the domain's stores. */
final class KeyStore {
    private final Table table;
    private final Updates updates;
    private final ItemForm<KmsKey> keyForm = new KeyForm();
    private final ItemForm<Alias> aliasForm = new AliasForm();

    KeyStore(Table table, RandomGenerator random) {
        this.table = table;
        this.updates = new Updates(table, random);
    }

    CompletionStage<Optional<KmsKey>> key(KeyId id) {
        return table.get(KmsTableKeys.key(id)).thenApply(found -> found.map(keyForm::read));
    }

    CompletionStage<Optional<Alias>> alias(AliasId id) {
        return table.get(KmsTableKeys.alias(id)).thenApply(found -> found.map(aliasForm::read));
    }

    /** The decision must be ready to be asked more than once. */
    <R> CompletionStage<R> update(KeyId id, Function<Optional<KmsKey>, Decision<KmsKey, R>> decide) {
        return updates.update(KmsTableKeys.key(id), keyForm, decide);
    }

    <R> CompletionStage<R> update(AliasId id, Function<Optional<Alias>, Decision<Alias, R>> decide) {
        return updates.update(KmsTableKeys.alias(id), aliasForm, decide);
    }

    /** Makes an alias together with its key in one write, unless the alias is there. Answers the alias that is there after. */
    CompletionStage<Alias> makeTogether(KmsKey key, Alias alias) {
        return updates.update(
                new AliasedKeyLayout(alias.id(), key, aliasForm, keyForm),
                stored -> stored.<Decision<Alias, Alias>>map(Decision::keep)
                        .orElseGet(() -> Decision.write(alias, alias)));
    }

    CompletionStage<List<KmsKey>> keys(String account, String region, Optional<String> after, int limit) {
        return listed(KmsTableKeys.keyListing(account, region), after, limit, keyForm);
    }

    CompletionStage<List<Alias>> aliases(String account, String region, Optional<String> after, int limit) {
        return listed(KmsTableKeys.aliasListing(account, region), after, limit, aliasForm);
    }

    private <T> CompletionStage<List<T>> listed(String partition, Optional<String> after, int limit, ItemForm<T> form) {
        return table.query(Query.of(Index.LISTING, partition, limit).after(after))
                .thenApply(items -> items.stream().map(form::read).toList());
    }

    /** Keys whose window is over. */
    CompletionStage<List<KmsKey>> due(Instant until, int limit) {
        return table.query(Query.of(Index.WORK, KmsTableKeys.DUE, limit).before(KmsTableKeys.dueAfter(until)))
                .thenApply(items -> items.stream().map(keyForm::read).toList());
    }
}
