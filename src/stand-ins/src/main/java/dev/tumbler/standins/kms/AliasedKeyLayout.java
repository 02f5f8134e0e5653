package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Change;
import dev.tumbler.store.Item;
import dev.tumbler.store.ItemForm;
import dev.tumbler.store.Key;
import dev.tumbler.store.Layout;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A new alias whose key is created in the same write. The alias is the main item: the client that creates it first also
 * decides which key there is.
 */
record AliasedKeyLayout(AliasId id, KmsKey newKey, ItemForm<Alias> aliasForm, ItemForm<KmsKey> keyForm)
        implements Layout<Alias> {

    @Override
    public Key key() {
        return KmsTableKeys.alias(id);
    }

    @Override
    public Optional<Alias> read(Item main) {
        return Optional.of(aliasForm.read(main));
    }

    @Override
    public CompletionStage<Optional<List<Write>>> write(
            Optional<Item> stored, Change.Write<Alias> change, Stamp stamp) {
        return CompletableFuture.completedStage(Optional.of(
                List.of(fresh(aliasForm.write(change.next(), stamp)), fresh(keyForm.write(newKey, stamp)))));
    }

    private static Write fresh(Item item) {
        return new Write.Put(item, Optional.empty());
    }

    /** An alias and its key are erased one by one, because other aliases may name the key. */
    @Override
    public List<Write> erase(Item stored, Stamp stamp) {
        throw new UnsupportedOperationException("an alias and its key are erased one by one");
    }

    @Override
    public Optional<List<Write>> remaining(Item stored, Stamp stamp) {
        return Optional.empty();
    }
}
