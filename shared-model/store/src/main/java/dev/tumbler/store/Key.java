package dev.tumbler.store;

/**
 * Where an item rests, or where it stands in an index. The partition never holds a NUL character, so that an engine with
 * plain keys can join the two with one.
 */
public record Key(String partition, String sort) {
    public Key {
        if (partition.isEmpty() || sort.isEmpty() || partition.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a key needs a partition without NUL and a sort key");
        }
    }
}
