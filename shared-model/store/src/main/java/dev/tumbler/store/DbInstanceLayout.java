package dev.tumbler.store;

import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.store.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A database instance in the table: one item. */
record DbInstanceLayout(DbInstanceId id) implements Layout<DbInstance> {

    @Override
    public Key key() {
        return Keys.dbInstance(id);
    }

    @Override
    public Optional<DbInstance> read(Item main) {
        return Optional.of(readInstance(main));
    }

    static DbInstance readInstance(Item main) {
        return DbInstanceDocument.read(new Fields(main.document()));
    }

    static DbInstanceId readId(Item main) {
        return DbInstanceDocument.readId(new Fields(main.document()));
    }

    @Override
    public CompletionStage<Optional<List<Write>>> write(
            Optional<Item> stored, Change.Write<DbInstance> change, Stamp stamp) {
        Map<Index, Key> entries = Map.of(
                Index.LISTING, Keys.dbInstanceListing(change.next()),
                Index.WORK, Keys.startedDbInstance(id));
        Item main = new Item(key(), stamp, entries, DbInstanceDocument.write(change.next()));
        return CompletableFuture.completedStage(Optional.of(List.of(new Write.Put(main, stored.map(Item::revision)))));
    }

    @Override
    public List<Write> erase(Item stored, Stamp stamp) {
        return List.of(new Write.Delete(key(), stored.revision()));
    }

    @Override
    public Optional<List<Write>> remaining(Item stored, Stamp stamp) {
        return Optional.empty();
    }
}
