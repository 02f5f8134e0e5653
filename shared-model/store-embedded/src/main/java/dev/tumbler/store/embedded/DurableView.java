package dev.tumbler.store.embedded;

import java.util.function.Function;
import org.h2.mvstore.MVStore;

/** What readers see: the newest durable version, and never a write that could still be lost. */
final class DurableView {
    private final MVStore store;
    private final Maps live;
    private volatile Snapshot newest;

    DurableView(MVStore store, Maps live) {
        this.store = store;
        this.live = live;
        this.newest = new Snapshot(store, live);
    }

    /** Shows readers the version that was just made durable. Called by the writer alone. */
    void advance() {
        Snapshot before = newest;
        newest = new Snapshot(store, live);
        before.leave();
    }

    <R> R read(Function<Maps, R> reader) {
        Snapshot snapshot = newest;
        while (!snapshot.enter()) {
            snapshot = newest;
        }
        try {
            return reader.apply(snapshot.maps());
        } finally {
            snapshot.leave();
        }
    }

    void close() {
        newest.leave();
    }
}
