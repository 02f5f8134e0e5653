package dev.tumbler.store;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.store.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A database instance in the table: one item. */
record DatabaseLayout(DatabaseId id) implements Layout<Database> {

    @Override
    public Key key() {
        return Keys.database(id);
    }

    @Override
    public Optional<Database> read(Item main) {
        return Optional.of(readInstance(main));
    }

    static Database readInstance(Item main) {
        return DatabaseDocument.read(new Fields(main.document()));
    }

    static DatabaseId readId(Item main) {
        return DatabaseDocument.readId(new Fields(main.document()));
    }

    @Override
    public CompletionStage<Optional<List<Write>>> write(
            Optional<Item> stored, Change.Write<Database> change, Stamp stamp) {
        Map<Index, Key> entries = Map.of(
                Index.LISTING, Keys.databaseListing(change.next()),
                Index.WORK, Keys.startedDatabase(id));
        Item main = new Item(key(), stamp, entries, DatabaseDocument.write(change.next()));
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
