package dev.tumbler.domain.secret.search;

import java.util.Optional;
import java.util.stream.Stream;

/** What a listing is sorted by. */
public enum SortKey {
    CREATED_DATE("created-date"),
    LAST_ACCESSED_DATE("last-accessed-date"),
    LAST_CHANGED_DATE("last-changed-date"),
    NAME("name");

    private final String wireName;

    SortKey(String wireName) {
        this.wireName = wireName;
    }

    /** The key as requests spell it. */
    public String wireName() {
        return wireName;
    }

    public static Optional<SortKey> of(String wireName) {
        return Stream.of(values()).filter(key -> key.wireName.equals(wireName)).findFirst();
    }
}
