package dev.tumbler.standins.items;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of a stored document, or fails by the field's name alone. */
public record StoredFields(Map<?, ?> fields) {

    private <T> T required(String name, Class<T> type) {
        return optional(name, type)
                .orElseThrow(() -> new IllegalStateException("a stored document lacks its field " + name));
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        return Optional.ofNullable(fields.get(name)).filter(type::isInstance).map(type::cast);
    }

    public String text(String name) {
        return required(name, String.class);
    }

    public Optional<String> optionalText(String name) {
        return optional(name, String.class);
    }

    public boolean flag(String name) {
        return required(name, Boolean.class);
    }

    public byte[] bytes(String name) {
        return required(name, byte[].class);
    }

    public long number(String name) {
        return required(name, Long.class);
    }

    public StoredFields nested(String name) {
        return new StoredFields(required(name, Map.class));
    }

    /** A moment rests as milliseconds since 1970. */
    public Instant moment(String name) {
        return Instant.ofEpochMilli(required(name, Long.class));
    }

    public Optional<Instant> optionalMoment(String name) {
        return optional(name, Long.class).map(Instant::ofEpochMilli);
    }

    public List<String> texts(String name) {
        List<?> list = required(name, List.class);
        return list.stream().map(String.class::cast).toList();
    }

    public <T> List<T> all(String name, Function<StoredFields, T> read) {
        List<?> list = required(name, List.class);
        return list.stream()
                .map(each -> read.apply(new StoredFields((Map<?, ?>) each)))
                .toList();
    }

    /** Texts by name, in their order, which a map of the table need not keep. */
    public static List<Map<String, Object>> write(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> Map.<String, Object>of("key", pair.getKey(), "value", pair.getValue()))
                .toList();
    }

    public Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        all(name, Function.identity()).forEach(pair -> pairs.put(pair.text("key"), pair.text("value")));
        return pairs;
    }

    public Optional<Map<String, String>> optionalPairs(String name) {
        return fields.containsKey(name) ? Optional.of(pairs(name)) : Optional.empty();
    }
}
