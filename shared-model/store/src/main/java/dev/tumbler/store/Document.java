package dev.tumbler.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds a document field by field; an absent value leaves its field out. */
public final class Document {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    public Document with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    public Document with(String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
        return this;
    }

    Document withMoment(String name, Instant moment) {
        return with(name, Keys.nanos(moment));
    }

    Document withMoment(String name, Optional<Instant> moment) {
        return with(name, moment.map(Keys::nanos));
    }

    /** Texts by name as a list, since their order counts and a table need not keep a map's. */
    public Document withPairs(String name, Map<String, String> pairs) {
        return with(name, TagsDocument.write(pairs));
    }

    public Map<String, Object> fields() {
        return fields;
    }
}
