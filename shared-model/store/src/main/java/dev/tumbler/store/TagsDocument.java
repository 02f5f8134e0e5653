package dev.tumbler.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags as a list, since their order counts and a table need not keep a map's. */
final class TagsDocument {
    private TagsDocument() {}

    static List<Map<String, Object>> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Document()
                        .with("key", tag.getKey())
                        .with("value", tag.getValue())
                        .fields())
                .toList();
    }

    static Map<String, String> read(List<Fields> stored) {
        Map<String, String> tags = new LinkedHashMap<>();
        stored.forEach(tag -> tags.put(tag.text("key"), tag.text("value")));
        return tags;
    }
}
