package dev.tumbler.store.embedded;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Shards;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a store of an earlier format to the present one.
 *
 * <p>In format 1 a partition of an index was one; since format 2 it is spread over {@link Shards}. Nothing is written before
 * all items are moved, so a process that ends in between leaves the earlier format as it was.
 */
final class EarlierFormat {
    static final int UNSHARDED = 1;

    private EarlierFormat() {}

    static void spread(Maps maps) {
        List<String> keys = List.copyOf(maps.items().keySet());
        keys.stream()
                .map(JoinedKey::split)
                .map(maps::get)
                .flatMap(Optional::stream)
                .filter(item -> !item.entries().isEmpty())
                .forEach(item -> replace(maps, item));
    }

    private static void replace(Maps maps, Item item) {
        Map<Index, Key> entries = new EnumMap<>(Index.class);
        item.entries()
                .forEach((index, entry) ->
                        entries.put(index, new Key(Shards.of(entry.partition(), item.key()), entry.sort())));
        Item spread = new Item(item.key(), item.stamp(), entries, item.document());
        maps.put(spread, StoredItem.write(spread), Optional.of(item));
    }
}
