package dev.tumbler.store.embedded;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jboss.logging.Logger;

/**
 * Reads all of a store when it is opened: the engine would take a flipped bit for what was written. Every item has to be the
 * one that was written, and every entry of an index has to be where a search for it ends.
 */
final class Inspection {
    private static final Logger LOG = Logger.getLogger(Inspection.class);

    private final MVStore store;
    private final String name;
    private final Map<Index, Fingerprint> expected = new EnumMap<>(Index.class);
    private Fingerprint items = Fingerprint.OF_NOTHING;

    Inspection(MVStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /**
     * Whether the indexes are those of the items.
     *
     * @throws StoreDamagedException if an item is not as it was written
     */
    boolean indexesAreWhole() {
        readItems();
        return Stream.of(Index.values()).allMatch(this::isWhole);
    }

    private void readItems() {
        Fingerprint written;
        try {
            Maps maps = Maps.ofItems(store, name);
            written = maps.fingerprint();
            each(maps.items(), this::add);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw damaged("an item cannot be read", e);
        }
        if (!written.equals(items)) {
            throw damaged("its items are not those that were written", null);
        }
    }

    private StoreDamagedException damaged(String what, Throwable cause) {
        return new StoreDamagedException(Path.of(name), what, cause);
    }

    private void add(String key, byte[] bytes) {
        items = items.with(key, bytes);
        Item item = StoredItem.read(JoinedKey.split(key), bytes, name);
        item.entries()
                .forEach((index, entry) -> expected.merge(
                        index,
                        of(JoinedKey.join(entry), key),
                        (before, one) -> before.with(JoinedKey.join(entry), utf8(key))));
    }

    private static Fingerprint of(String entry, String key) {
        return Fingerprint.OF_NOTHING.with(entry, utf8(key));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isWhole(Index index) {
        Fingerprint[] found = {Fingerprint.OF_NOTHING};
        try {
            each(Maps.openIndex(store, index), (entry, key) -> found[0] = found[0].with(entry, utf8(key)));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.debugf(e, "The index %s of %s cannot be read", index, name);
            return false;
        }
        return found[0].equals(expected.getOrDefault(index, Fingerprint.OF_NOTHING));
    }

    /** In order, or a search would miss what is there. */
    private static <V> void each(MVMap<String, V> map, BiConsumer<String, V> consumer) {
        Cursor<String, V> cursor = map.cursor(null);
        String before = null;
        while (cursor.hasNext()) {
            String key = cursor.next();
            if ((before != null && before.compareTo(key) >= 0) || map.get(key) == null) {
                throw new IllegalStateException("an entry is out of its place");
            }
            consumer.accept(key, cursor.getValue());
            before = key;
        }
    }
}
