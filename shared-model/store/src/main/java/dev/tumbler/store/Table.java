package dev.tumbler.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * All that the stores ask of a database: compare-and-swap on items, one small atomic batch of such writes, and ranges of
 * two indexes in order. DynamoDB gives exactly this, and so can an embedded engine; whatever needs more belongs above
 * this port, where it is written once.
 *
 * <p>A failed stage of {@link #write} means that nothing was written. Whatever is not known to have failed is a
 * {@link WriteOutcome.Unknown}, never a failure. What follows a stage may run on the table's own threads, so it must not
 * wait for anything.
 */
public interface Table {
    /** The most writes that one batch may have, as in a DynamoDB transaction. */
    int MOST_WRITES = 100;

    /** The largest item, as in DynamoDB. */
    int MOST_ITEM_BYTES = 400 * 1024;

    /** The item as the last acknowledged write left it, or a later one. None rests under a key that is too long. */
    CompletionStage<Optional<Item>> get(Key key);

    /**
     * Writes all or nothing: every condition holds at one moment, at which all the writes happen.
     *
     * @param writes at least one and at most {@link #MOST_WRITES}, each for another key
     */
    CompletionStage<WriteOutcome> write(List<Write> writes);

    /** A range of an index, ascending by sort key. It may lag a moment behind {@link #get}, as DynamoDB's indexes do. */
    CompletionStage<List<Item>> query(Query query);
}
