package dev.tumbler.store;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One write of a batch, under a condition on what stands under its key. */
public sealed interface Write {

    Key key();

    /** The revision that must stand under the key; empty if nothing may stand there. */
    Optional<Long> expected();

    /** The item takes the place of what stands under its key. */
    record Put(Item item, Optional<Long> expected) implements Write {
        @Override
        public Key key() {
            return item.key();
        }
    }

    /** What stands under the key goes. */
    record Delete(Key key, long revision) implements Write {
        @Override
        public Optional<Long> expected() {
            return Optional.of(revision);
        }
    }

    /** Refuses what is no batch. */
    static void checkBatch(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > Table.MOST_WRITES) {
            throw new IllegalArgumentException("a batch of " + writes.size() + " writes");
        }
        Set<Key> keys = new HashSet<>();
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("a batch with two writes for one key");
            }
            if (!write.key().fits()) {
                throw new IllegalArgumentException("a write under a key that is too long");
            }
        }
    }
}
