package dev.tumbler.store.embedded;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.h2.mvstore.MVStore;

/** What readers see: the newest durable version, and never a write that could still be lost. */
final class DurableView {
    private static final long LONGEST_REOPENING_SECONDS = 10;

    private volatile Snapshot newest;

    DurableView(MVStore store, Maps live) {
        this.newest = new Snapshot(store, live);
    }

    /** Shows readers the version that was just made durable. Called by the writer alone. */
    void advance(MVStore store, Maps live) {
        Snapshot before = newest;
        newest = new Snapshot(store, live);
        before.leave();
        before.replaced().complete(null);
    }

    /** Says that a store that was closed cannot be opened again for now, so that readers do not wait for it. */
    void lost(Throwable cause) {
        newest.replaced().completeExceptionally(cause);
    }

    /** A reader whose store a failed commit closes reads again once it is open again. */
    <R> R read(Function<Maps, R> reader) {
        while (true) {
            Snapshot snapshot = enter();
            try {
                return reader.apply(snapshot.maps());
            } catch (StoreDamagedException e) {
                throw e;
            } catch (RuntimeException e) {
                if (!snapshot.closed()) {
                    throw new StoreDamagedException(Path.of(snapshot.maps().store()), "a part cannot be read", e);
                }
                awaitReopening(snapshot, e);
            } finally {
                snapshot.leave();
            }
        }
    }

    private Snapshot enter() {
        Snapshot snapshot = newest;
        while (!snapshot.enter()) {
            snapshot = newest;
        }
        return snapshot;
    }

    private static void awaitReopening(Snapshot closed, RuntimeException failure) {
        try {
            closed.replaced().get(LONGEST_REOPENING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            failure.addSuppressed(e);
            throw unreadable(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(failure);
        }
    }

    private static StoreException unreadable(RuntimeException cause) {
        return new StoreException(new StoreFailure.Unavailable("The store cannot be read at the moment."), cause);
    }

    void close() {
        newest.leave();
        newest.replaced().completeExceptionally(new IllegalStateException("the table is closed"));
    }
}
