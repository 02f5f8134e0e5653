package dev.tumbler.store;

import java.util.Map;
import java.util.Optional;

/** What became of a batch. */
public sealed interface WriteOutcome {

    /** All of it is durable. */
    record Written() implements WriteOutcome {}

    /**
     * Nothing was written: another write came first.
     *
     * @param found for each key whose condition failed what stands there now, as far as the table could tell
     */
    record Conflict(Map<Key, Optional<Item>> found) implements WriteOutcome {}

    /** Nothing was written: an item is larger than the table takes. */
    record TooLarge(long bytes, long mostBytes) implements WriteOutcome {}

    /** All of it may have been written, now or a moment later, or nothing. */
    record Unknown(Throwable cause) implements WriteOutcome {}
}
