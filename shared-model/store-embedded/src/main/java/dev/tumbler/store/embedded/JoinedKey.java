package dev.tumbler.store.embedded;

import dev.tumbler.store.Key;

/** A key as one text: a partition holds no NUL, so the first one ends it. */
final class JoinedKey {
    private static final char END_OF_PARTITION = '\0';

    private JoinedKey() {}

    static String join(Key key) {
        return start(key.partition()) + key.sort();
    }

    static Key split(String joined) {
        int end = joined.indexOf(END_OF_PARTITION);
        return new Key(joined.substring(0, end), joined.substring(end + 1));
    }

    /** In front of every key of the partition. */
    static String start(String partition) {
        return partition + END_OF_PARTITION;
    }

    /** Behind every key of the partition. */
    static String end(String partition) {
        return partition + (char) (END_OF_PARTITION + 1);
    }
}
