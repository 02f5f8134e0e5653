package dev.tumbler.store.embedded;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The maps of the store: the items by key, and for each index the keys of the items in it.
 *
 * @param store what a message calls the store
 */
record Maps(String store, MVMap<String, byte[]> items, Map<Index, MVMap<String, String>> indexes) {

    static Maps open(Engine engine) {
        Map<Index, MVMap<String, String>> indexes = new EnumMap<>(Index.class);
        for (Index index : Index.values()) {
            indexes.put(index, openIndex(engine.store(), index));
        }
        MVMap<String, byte[]> items = engine.store()
                .openMap(
                        "items",
                        new MVMap.Builder<String, byte[]>()
                                .keyType(StringDataType.INSTANCE)
                                .valueType(ByteArrayDataType.INSTANCE));
        return new Maps(engine.name(), items, indexes);
    }

    private static MVMap<String, String> openIndex(MVStore store, Index index) {
        return store.openMap(
                index.name().toLowerCase(Locale.ROOT),
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** The maps as they are now, whatever is written afterwards. */
    Maps frozen(long version) {
        Map<Index, MVMap<String, String>> frozen = new EnumMap<>(Index.class);
        indexes.forEach((index, map) -> frozen.put(index, map.openVersion(version)));
        return new Maps(store, items.openVersion(version), frozen);
    }

    Optional<Item> get(Key key) {
        return Optional.ofNullable(items.get(JoinedKey.join(key))).map(bytes -> StoredItem.read(key, bytes, store));
    }

    void put(Item item, byte[] bytes, Optional<Item> old) {
        old.ifPresent(this::removeEntries);
        items.put(JoinedKey.join(item.key()), bytes);
        item.entries()
                .forEach((index, entry) -> indexes.get(index).put(JoinedKey.join(entry), JoinedKey.join(item.key())));
    }

    void remove(Item old) {
        removeEntries(old);
        items.remove(JoinedKey.join(old.key()));
    }

    private void removeEntries(Item old) {
        old.entries().forEach((index, entry) -> indexes.get(index).remove(JoinedKey.join(entry)));
    }

    List<Item> query(Query query) {
        String from = query.after()
                .map(sort -> JoinedKey.join(new Key(query.partition(), sort)))
                .orElseGet(() -> JoinedKey.start(query.partition()));
        String to = query.before()
                .map(sort -> JoinedKey.join(new Key(query.partition(), sort)))
                .orElseGet(() -> JoinedKey.end(query.partition()));
        Cursor<String, String> cursor = indexes.get(query.index()).cursor(from, to, false);
        List<Item> found = new ArrayList<>();
        while (found.size() < query.limit() && cursor.hasNext()) {
            String entry = cursor.next();
            if (!entry.equals(from) && !entry.equals(to)) {
                found.add(get(JoinedKey.split(cursor.getValue())).orElseThrow());
            }
        }
        return found;
    }
}
