package dev.tumbler.store;

import dev.tumbler.domain.store.Change;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The layout of a thing that is stored as one item and nothing else. */
public record OneItemLayout<T>(Key key, ItemForm<T> form) implements Layout<T> {

    @Override
    public Optional<T> read(Item main) {
        return Optional.of(form.read(main));
    }

    @Override
    public CompletionStage<Optional<List<Write>>> write(Optional<Item> stored, Change.Write<T> change, Stamp stamp) {
        Write put = new Write.Put(form.write(change.next(), stamp), stored.map(Item::revision));
        return CompletableFuture.completedStage(Optional.of(List.of(put)));
    }

    @Override
    public List<Write> erase(Item stored, Stamp stamp) {
        return List.of(new Write.Delete(key, stored.revision()));
    }

    @Override
    public Optional<List<Write>> remaining(Item stored, Stamp stamp) {
        return Optional.empty();
    }
}
