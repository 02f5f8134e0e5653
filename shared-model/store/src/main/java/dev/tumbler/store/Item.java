package dev.tumbler.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One item.
 *
 * @param entries where it stands in the indexes
 * @param document what it says: text keys to {@code String}, {@code Long}, {@code Boolean}, {@code byte[]}, or a
 *     {@code List} or {@code Map} of these; a table need not keep the order of a map's keys
 */
public record Item(Key key, Stamp stamp, Map<Index, Key> entries, Map<String, Object> document) {
    public Item {
        Map<Index, Key> copy = new EnumMap<>(Index.class);
        copy.putAll(entries);
        entries = Collections.unmodifiableMap(copy);
        document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
    }

    public long revision() {
        return stamp.revision();
    }
}
