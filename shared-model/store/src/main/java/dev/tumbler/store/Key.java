package dev.tumbler.store;

import java.nio.charset.StandardCharsets;

/**
 * Where an item rests, or where it stands in an index. The partition never holds a NUL character, so that an engine with
 * plain keys can join the two with one.
 */
public record Key(String partition, String sort) {
    /** The longest partition in UTF-8, as in DynamoDB. */
    public static final int MOST_PARTITION_BYTES = 2048;

    /** The longest sort key in UTF-8, as in DynamoDB. */
    public static final int MOST_SORT_BYTES = 1024;

    public Key {
        if (partition.isEmpty() || sort.isEmpty() || partition.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a key needs a partition without NUL and a sort key");
        }
    }
    /** Whether an item can rest there. A caller may ask for a longer one, which no item has. */
    public boolean fits() {
        return fitsPartition(partition) && bytes(sort) <= MOST_SORT_BYTES;
    }

    public static boolean fitsPartition(String partition) {
        return bytes(partition) <= MOST_PARTITION_BYTES;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
