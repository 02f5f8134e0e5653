package dev.tumbler.store.embedded;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import java.nio.file.Path;
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
record Maps(
        String store,
        MVMap<String, byte[]> items,
        Map<Index, MVMap<String, String>> indexes,
        MVMap<String, String> fingerprints) {
    private static final String ITEMS = "items";

    static Maps open(Engine engine) {
        return open(engine.store(), engine.name());
    }

    static Maps open(MVStore store, String name) {
        Map<Index, MVMap<String, String>> indexes = new EnumMap<>(Index.class);
        for (Index index : Index.values()) {
            indexes.put(index, openIndex(store, index));
        }
        return new Maps(name, openItems(store), indexes, openText(store, "fingerprints"));
    }

    /** The items alone, for where an index cannot even be opened. */
    static Maps ofItems(MVStore store, String name) {
        return new Maps(name, openItems(store), Map.of(), openText(store, "fingerprints"));
    }

    static MVMap<String, String> openIndex(MVStore store, Index index) {
        return openText(store, index.name().toLowerCase(Locale.ROOT));
    }

    private static MVMap<String, byte[]> openItems(MVStore store) {
        return store.openMap(
                ITEMS,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private static MVMap<String, String> openText(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** The maps as they are now, whatever is written afterwards. */
    Maps frozen(long version) {
        Map<Index, MVMap<String, String>> frozen = new EnumMap<>(Index.class);
        indexes.forEach((index, map) -> frozen.put(index, map.openVersion(version)));
        return new Maps(store, items.openVersion(version), frozen, fingerprints);
    }

    Optional<Item> get(Key key) {
        return Optional.ofNullable(items.get(JoinedKey.join(key))).map(bytes -> StoredItem.read(key, bytes, store));
    }

    void put(Item item, byte[] bytes, Optional<Item> old) {
        old.ifPresent(this::removeEntries);
        String key = JoinedKey.join(item.key());
        byte[] before = items.put(key, bytes);
        keep(without(key, before).with(key, bytes));
        item.entries()
                .forEach((index, entry) -> indexes.get(index).put(JoinedKey.join(entry), JoinedKey.join(item.key())));
    }

    void remove(Item old) {
        removeEntries(old);
        String key = JoinedKey.join(old.key());
        keep(without(key, items.remove(key)));
    }

    /** Of all items, as the writes left it. Empty stores have it too, once {@link #begin} was called. */
    Fingerprint fingerprint() {
        return hasFingerprint() ? Fingerprint.read(fingerprints.get(ITEMS)) : Fingerprint.OF_NOTHING;
    }

    boolean hasFingerprint() {
        return fingerprints.containsKey(ITEMS);
    }

    /** Takes the fingerprint of what is there. */
    void begin() {
        Fingerprint all = Fingerprint.OF_NOTHING;
        for (String key : items.keySet()) {
            all = all.with(key, items.get(key));
        }
        keep(all);
    }

    private Fingerprint without(String key, byte[] before) {
        return before == null ? fingerprint() : fingerprint().without(key, before);
    }

    private void keep(Fingerprint fingerprint) {
        fingerprints.put(ITEMS, fingerprint.text());
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
                found.add(get(JoinedKey.split(cursor.getValue())).orElseThrow(this::hurtIndex));
            }
        }
        return found;
    }

    private StoreDamagedException hurtIndex() {
        return new StoreDamagedException(
                Path.of(store), "an index names an item that is not there; the next start makes the indexes again");
    }
}
