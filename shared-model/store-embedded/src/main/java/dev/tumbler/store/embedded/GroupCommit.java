package dev.tumbler.store.embedded;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.WriteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one writer. It takes whatever waits, checks and applies each batch against the latest state, makes all of it durable
 * at once, and only then answers: a sync costs the same for one batch as for a hundred.
 *
 * <p>A conflict too is answered after the sync, since it shows items that may have been written a moment before.
 *
 * <p>Each commit leaves pieces of the file dead. Now and then, and whenever it has nothing else to do, the writer moves what
 * is live out of those that are mostly dead, so that the file does not grow with the number of writes.
 *
 * <p>Without room on the disk nothing is written and all is refused, until there is room. If a commit fails all the same, the
 * store is opened again as the disk has it: then it is known whether the commit is there. Where it cannot be opened again, its
 * batches are answered as unknown, and there are no writes until it can: the state in memory is ahead of what is known to be
 * durable, so nothing may be built on it.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int MOST_AT_ONCE = 512;
    private static final int COMMITS_BETWEEN_COMPACTIONS = 64;
    private static final int MOST_IDLE_COMPACTIONS = 256;
    private static final long IDLE_MILLIS = 100;
    private static final long REOPENING_MILLIS = 1000;
    private static final String FULL = "There is no room left on the disk that holds the store. "
            + "It can be read, and written again as soon as there is room.";
    private static final String BROKEN = "The store takes no writes at the moment.";

    /** Ends the writer once everything in front of it is written. */
    private static final PendingBatch END = PendingBatch.of(List.of());

    private final Engine engine;
    private final DurableView view;
    private final Executor workers;
    private final BlockingQueue<PendingBatch> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::run, "tumbler-store-writer");

    /** Guards {@link #closed}: nothing enters the queue behind its end. */
    private final Object entrance = new Object();

    private boolean closed;
    private Maps live;
    private int commits;
    private boolean full;

    /** Why the last commit failed, until the store is opened again. */
    private volatile Throwable broken;

    /** Answers are completed on the workers, so that what a caller does next never holds up the writer. */
    GroupCommit(Engine engine, Maps live, DurableView view, Executor workers) {
        this.engine = engine;
        this.live = live;
        this.view = view;
        this.workers = workers;
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    CompletableFuture<WriteOutcome> submit(PendingBatch batch) {
        synchronized (entrance) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("the table is closed"));
            }
            queue.add(batch);
        }
        return batch.answer();
    }

    Optional<String> trouble() {
        Throwable cause = broken;
        if (cause != null) {
            return Optional.of("The store " + engine.name() + " takes no writes, as one failed: " + cause.getMessage());
        }
        return engine.hasRoomFor(0)
                ? Optional.empty()
                : Optional.of("The disk of the store " + engine.name() + " is full: it is read, and takes no writes.");
    }

    private void run() {
        try {
            List<PendingBatch> batches = new ArrayList<>();
            boolean open = true;
            while (open) {
                batches.add(next());
                queue.drainTo(batches, MOST_AT_ONCE - 1);
                open = !batches.remove(END);
                commit(batches);
                batches.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken = e;
            queue.forEach(batch -> refuse(batch, BROKEN, e));
        }
    }

    private PendingBatch next() throws InterruptedException {
        PendingBatch next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        for (int steps = 0; next == null && steps < MOST_IDLE_COMPACTIONS && compact(); steps++) {
            next = queue.poll();
        }
        while (next == null && broken != null) {
            recover();
            next = queue.poll(REOPENING_MILLIS, TimeUnit.MILLISECONDS);
        }
        return next == null ? queue.take() : next;
    }

    private boolean compact() {
        try {
            if (broken != null || !engine.hasRoomFor(0) || !engine.compact()) {
                return false;
            }
            engine.commit();
            view.advance(engine.store(), live);
            return true;
        } catch (RuntimeException | Error e) {
            fail(e);
            return false;
        }
    }

    private void commit(List<PendingBatch> batches) {
        if (broken != null && !recover()) {
            batches.forEach(batch -> refuse(batch, BROKEN, broken));
        } else if (full(batches)) {
            batches.forEach(batch -> refuse(batch, FULL, null));
        } else {
            write(batches);
        }
    }

    /** Says so once, and not for each write. */
    private boolean full(List<PendingBatch> batches) {
        boolean now = !engine.hasRoomFor(
                batches.stream().mapToLong(PendingBatch::bytes).sum());
        if (now && !full) {
            LOG.warnf("The disk of the store %s is full: it takes no writes until there is room", engine.name());
        } else if (full && !now) {
            LOG.infof("The disk of the store %s has room: it takes writes again", engine.name());
        }
        full = now;
        return now;
    }

    private void write(List<PendingBatch> batches) {
        Map<PendingBatch, WriteOutcome> outcomes = new LinkedHashMap<>();
        try {
            for (PendingBatch batch : batches) {
                apply(batch).ifPresent(outcome -> outcomes.put(batch, outcome));
            }
            if (outcomes.values().stream().anyMatch(WriteOutcome.Written.class::isInstance)) {
                commits++;
                if (commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
                    engine.compact();
                }
                engine.commit();
                view.advance(engine.store(), live);
            }
            outcomes.forEach(this::answer);
        } catch (RuntimeException | Error e) {
            Optional<Boolean> there = fail(e);
            batches.forEach(batch -> failed(batch, outcomes, there, e));
        }
    }

    private void answer(PendingBatch batch, WriteOutcome outcome) {
        workers.execute(() -> batch.answer().complete(outcome));
    }

    /** Whatever was answered already stays so. */
    private void failed(
            PendingBatch batch, Map<PendingBatch, WriteOutcome> outcomes, Optional<Boolean> there, Throwable cause) {
        if (there.isEmpty()) {
            answer(batch, new WriteOutcome.Unknown(cause));
        } else if (there.get() && outcomes.containsKey(batch)) {
            answer(batch, outcomes.get(batch));
        } else {
            refuse(batch, DiskFull.caused(cause) ? FULL : BROKEN, cause);
        }
    }

    private void refuse(PendingBatch batch, String why, Throwable cause) {
        workers.execute(() ->
                batch.answer().completeExceptionally(new StoreException(new StoreFailure.Unavailable(why), cause)));
    }

    /** The outcome of a batch; empty where it was refused and its answer has failed already. */
    private Optional<WriteOutcome> apply(PendingBatch batch) {
        try {
            return Optional.of(batch.apply(live));
        } catch (StoreDamagedException e) {
            // thrown by reading what is stored, before anything was changed
            workers.execute(() -> batch.answer().completeExceptionally(e));
            return Optional.empty();
        }
    }

    /** Whether the failed commit is on the disk after all; empty where that is not known. */
    private Optional<Boolean> fail(Throwable cause) {
        broken = cause;
        LOG.errorf(cause, "A write to the store %s failed", engine.name());
        return reopen();
    }

    private boolean recover() {
        return reopen().isPresent();
    }

    private Optional<Boolean> reopen() {
        try {
            boolean there = engine.reopen();
            live = Maps.open(engine);
            view.advance(engine.store(), live);
            broken = null;
            LOG.infof("The store %s is open again", engine.name());
            return Optional.of(there);
        } catch (RuntimeException | Error e) {
            LOG.debugf(e, "The store %s cannot be opened again for now", engine.name());
            view.lost(e);
            return Optional.empty();
        }
    }

    /** Waits for what was submitted before; whoever closes a table has nothing else to do. */
    @Override
    public void close() {
        synchronized (entrance) {
            if (!closed) {
                closed = true;
                queue.add(END);
            }
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
