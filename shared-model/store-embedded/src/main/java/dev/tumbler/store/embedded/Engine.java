package dev.tumbler.store.embedded;

import org.h2.mvstore.MVStore;

/** What the table stands on: a store of versions, and the way to make its last version durable. */
interface Engine extends AutoCloseable {

    /** The open store, which is another one after {@link #reopen}. */
    MVStore store();

    /** What a message calls it. */
    String name();

    /** Makes all changes so far a new version of the store, and returns once it is durable. */
    void commit();

    /**
     * Moves a bounded part of what is live out of pieces of the file that are mostly dead, for the next {@link #commit} to
     * write, so that their space is used again. Says whether anything was moved.
     */
    boolean compact();

    /** Whether the disk has room for a commit of items with so many bytes, with a reserve. */
    boolean hasRoomFor(long bytes);

    /**
     * Opens the store again as the disk has it, after a commit failed. Fails where it cannot be known what is durable.
     *
     * @return whether the failed commit is on the disk after all, durable from now on
     */
    boolean reopen();

    @Override
    void close();
}
