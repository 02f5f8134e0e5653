package dev.tumbler.store.embedded;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Items that tests write. */
final class Items {
    private Items() {}

    static Key key(String name) {
        return new Key("ITEM", name);
    }

    static Item item(String name, long revision) {
        Map<Index, Key> entries = Map.of(Index.LISTING, new Key("ITEMS", name));
        return new Item(key(name), Stamp.first(revision, 1), entries, Map.of("text", name + " " + revision));
    }

    /** The first revision of an item, or the next one. */
    static List<Write> put(String name, long revision) {
        return List.of(
                new Write.Put(item(name, revision), revision == 1 ? Optional.empty() : Optional.of(revision - 1)));
    }
}
