package dev.tumbler.store;

import java.util.List;
import java.util.Optional;

/**
 * The writes of one decision.
 *
 * @param stored the main item as the decision saw it
 * @param writeId the id that the writes leave in the main item
 * @param writes what is written, the main item's write first
 */
record Batch(Optional<Item> stored, long writeId, List<Write> writes) {

    /** What became of a batch whose answer was lost. */
    enum Fate {
        WRITTEN,
        /** Nothing has changed: the batch is not written yet, and may still be on its way. */
        NOT_YET,
        /** Another write took the revision: the batch is not written and never will be. */
        LOST,
        UNTOLD
    }

    Key key() {
        return writes.get(0).key();
    }

    /** What the main item as it now stands tells about this batch. */
    Fate fate(Optional<Item> found) {
        if (found.filter(item -> item.stamp().has(writeId)).isPresent() || erased(found)) {
            return Fate.WRITTEN;
        }
        Optional<Long> expected = stored.map(Item::revision);
        if (found.map(Item::revision).equals(expected)) {
            return Fate.NOT_YET;
        }
        boolean complete = expected.isPresent()
                && found.filter(item -> item.stamp().remembersSince(expected.get()))
                        .isPresent();
        return complete ? Fate.LOST : Fate.UNTOLD;
    }

    /** Somebody else may have erased it, but then it is just as gone as was asked. */
    private boolean erased(Optional<Item> found) {
        return found.isEmpty() && writes.get(0) instanceof Write.Delete;
    }
}
