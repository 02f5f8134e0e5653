package dev.tumbler.store.embedded;

import org.h2.mvstore.MVStore;

/** What the table stands on: a store of versions, and the way to make its last version durable. */
interface Engine extends AutoCloseable {

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

    @Override
    void close();
}
