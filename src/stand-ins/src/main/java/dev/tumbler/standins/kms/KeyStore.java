package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.standins.items.ItemForm;
import dev.tumbler.standins.items.ItemUpdate;
import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Query;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Where keys and their aliases rest: the promises are those of the domain's stores. */
final class KeyStore {
    private final Table table;
    private final RandomGenerator random;
    private final ItemForm<KmsKey> keyForm = new KeyForm();
    private final ItemForm<Alias> aliasForm = new AliasForm();

    KeyStore(Table table, RandomGenerator random) {
        this.table = table;
        this.random = random;
    }

    CompletionStage<Optional<KmsKey>> key(KeyId id) {
        return table.get(KmsTableKeys.key(id)).thenApply(found -> found.map(keyForm::read));
    }

    CompletionStage<Optional<Alias>> alias(AliasId id) {
        return table.get(KmsTableKeys.alias(id)).thenApply(found -> found.map(aliasForm::read));
    }

    /** The decision must be ready to be asked more than once. */
    <R> CompletionStage<R> update(KeyId id, Function<Optional<KmsKey>, Decision<KmsKey, R>> decide) {
        return new ItemUpdate<>(table, random, KmsTableKeys.key(id), keyForm, decide).start();
    }

    <R> CompletionStage<R> update(AliasId id, Function<Optional<Alias>, Decision<Alias, R>> decide) {
        return new ItemUpdate<>(table, random, KmsTableKeys.alias(id), aliasForm, decide).start();
    }

    /**
     * Makes a key and its alias in one write, unless the alias is there. Whoever asks looks at the alias afterwards: it
     * tells which key won.
     */
    CompletionStage<WriteOutcome> makeTogether(KmsKey key, Alias alias) {
        return table.write(List.of(fresh(keyForm.write(key, stamp())), fresh(aliasForm.write(alias, stamp()))));
    }

    private Stamp stamp() {
        return Stamp.first(random.nextLong() >>> 2, random.nextLong());
    }

    private static Write fresh(Item item) {
        return new Write.Put(item, Optional.empty());
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
