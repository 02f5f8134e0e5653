package dev.tumbler.store.dynamodb;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts an item together from its attributes, in whichever order they come. */
final class ItemRow {
    private final Map<Index, String> entryPartitions = new EnumMap<>(Index.class);
    private final Map<Index, String> entrySorts = new EnumMap<>(Index.class);
    private String partition = "";
    private String sort = "";
    private long revision;
    private List<Long> writeIds = List.of();
    private Map<String, Object> document = Map.of();

    void partition(String value) {
        partition = value;
    }

    void sort(String value) {
        sort = value;
    }

    void entryPartition(Index index, String value) {
        entryPartitions.put(index, value);
    }

    void entrySort(Index index, String value) {
        entrySorts.put(index, value);
    }

    void revision(long value) {
        revision = value;
    }

    void writeIds(List<Long> value) {
        writeIds = value;
    }

    void document(Map<String, Object> value) {
        document = value;
    }

    Item item() {
        Map<Index, Key> entries = new EnumMap<>(Index.class);
        entryPartitions.forEach((index, in) -> entries.put(index, new Key(in, entrySorts.get(index))));
        return new Item(new Key(partition, sort), new Stamp(revision, writeIds), entries, document);
    }
}
