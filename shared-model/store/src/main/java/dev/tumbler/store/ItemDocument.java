package dev.tumbler.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A whole item, but for its key, as one document: for tables that store bytes. */
public final class ItemDocument {
    private ItemDocument() {}

    public static Map<String, Object> write(Item item) {
        Document document = new Document()
                .with("revision", item.revision())
                .with("writeIds", List.copyOf(item.stamp().writeIds()))
                .with("document", item.document());
        item.entries().forEach((index, entry) -> document.with(name(index), write(entry)));
        return document.fields();
    }

    private static Map<String, Object> write(Key entry) {
        return new Document()
                .with("partition", entry.partition())
                .with("sort", entry.sort())
                .fields();
    }

    public static Item read(Key key, Map<String, Object> stored) {
        Fields fields = new Fields(stored);
        Stamp stamp = new Stamp(fields.number("revision"), fields.numbers("writeIds"));
        Map<Index, Key> entries = new EnumMap<>(Index.class);
        for (Index index : Index.values()) {
            fields.optionalNested(name(index))
                    .ifPresent(entry -> entries.put(index, new Key(entry.text("partition"), entry.text("sort"))));
        }
        return new Item(key, stamp, entries, fields.nested("document").fields());
    }

    private static String name(Index index) {
        return index.name().toLowerCase(Locale.ROOT);
    }
}
