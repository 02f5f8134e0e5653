package dev.tumbler.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of a document, or fails by the field's name alone: a value is never shown. */
public final class Fields {
    private final Map<?, ?> map;

    public Fields(Map<?, ?> map) {
        this.map = map;
    }

    public String text(String name) {
        return required(name, String.class);
    }

    public Optional<String> optionalText(String name) {
        return optional(name, String.class);
    }

    public long number(String name) {
        return required(name, Long.class);
    }

    public Optional<Long> optionalNumber(String name) {
        return optional(name, Long.class);
    }

    public int smallNumber(String name) {
        return Math.toIntExact(number(name));
    }

    Optional<Integer> optionalSmallNumber(String name) {
        return optional(name, Long.class).map(Math::toIntExact);
    }

    public boolean flag(String name) {
        return required(name, Boolean.class);
    }

    Optional<Boolean> optionalFlag(String name) {
        return optional(name, Boolean.class);
    }

    public byte[] bytes(String name) {
        return required(name, byte[].class);
    }

    Instant moment(String name) {
        return Keys.moment(number(name));
    }

    Optional<Instant> optionalMoment(String name) {
        return optional(name, Long.class).map(Keys::moment);
    }

    public Fields nested(String name) {
        return new Fields(required(name, Map.class));
    }

    Optional<Fields> optionalNested(String name) {
        return optional(name, Map.class).map(Fields::new);
    }

    public List<String> texts(String name) {
        return list(name, String.class);
    }

    List<Long> numbers(String name) {
        return list(name, Long.class);
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<?> list = required(name, List.class);
        return list.stream().map(each -> cast(name, each, type)).toList();
    }

    public List<Fields> nestedList(String name) {
        return optionalNestedList(name).orElseThrow(() -> lacks(name));
    }

    Optional<List<Fields>> optionalNestedList(String name) {
        return optional(name, List.class).map(list -> ((List<?>) list)
                .stream().map(each -> new Fields(cast(name, each, Map.class))).toList());
    }

    /** All of them as they are. */
    Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((name, value) -> all.put((String) name, value));
        return all;
    }

    /** What {@link Document#withPairs} wrote, in its order. */
    public Map<String, String> pairs(String name) {
        return TagsDocument.read(nestedList(name));
    }

    public Optional<Map<String, String>> optionalPairs(String name) {
        return optionalNestedList(name).map(TagsDocument::read);
    }

    boolean has(String name) {
        return map.containsKey(name);
    }

    private <T> T required(String name, Class<T> type) {
        return optional(name, type).orElseThrow(() -> lacks(name));
    }

    private static IllegalStateException lacks(String name) {
        return new IllegalStateException("a stored document lacks its field " + name);
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        return Optional.ofNullable(map.get(name)).map(value -> cast(name, value, type));
    }

    private static <T> T cast(String name, Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the field " + name + " of a stored document is of another kind");
        }
        return type.cast(value);
    }
}
