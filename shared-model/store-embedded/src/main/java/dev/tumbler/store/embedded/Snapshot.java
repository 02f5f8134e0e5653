package dev.tumbler.store.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;

/** A durable version of the maps. Its space in the file is kept until the last reader has left. */
final class Snapshot {
    private final MVStore store;
    private final MVStore.TxCounter usage;
    private final Maps maps;

    /** The readers inside, and one more while this is the newest. */
    private final AtomicInteger users = new AtomicInteger(1);

    private final CompletableFuture<Void> replaced = new CompletableFuture<>();

    /** Taken by the writer alone, between a commit and the first change after it. */
    Snapshot(MVStore store, Maps live) {
        this.store = store;
        this.usage = store.registerVersionUsage();
        this.maps = live.frozen(store.getCurrentVersion());
    }

    /** Whether the reader is in; if not, a newer snapshot has taken the place of this one. */
    boolean enter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void leave() {
        if (users.decrementAndGet() == 0 && !closed()) {
            store.deregisterVersionUsage(usage);
        }
    }

    /** Whether the store was closed under it, as a failed commit does. */
    boolean closed() {
        return store.isClosed();
    }

    /** Completes when a newer one takes its place; fails where none can for now. */
    CompletableFuture<Void> replaced() {
        return replaced;
    }

    Maps maps() {
        return maps;
    }
}
