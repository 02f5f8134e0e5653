package dev.tumbler.store.embedded;

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
 * <p>If a commit fails, nobody knows how much of it reached the disk. Its batches are answered as unknown, and there are no
 * further writes: the state in memory is ahead of what is known to be durable, so nothing may be built on it.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int MOST_AT_ONCE = 512;
    private static final int COMMITS_BETWEEN_COMPACTIONS = 64;
    private static final int MOST_IDLE_COMPACTIONS = 256;
    private static final long IDLE_MILLIS = 100;

    /** Ends the writer once everything in front of it is written. */
    private static final PendingBatch END = PendingBatch.of(List.of());

    private final Engine engine;
    private final Maps live;
    private final DurableView view;
    private final Executor workers;
    private final BlockingQueue<PendingBatch> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::run, "tumbler-store-writer");

    /** Guards {@link #closed}: nothing enters the queue behind its end. */
    private final Object entrance = new Object();

    private boolean closed;
    private int commits;
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
        if (broken != null) {
            return CompletableFuture.failedFuture(refusal());
        }
        synchronized (entrance) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("the table is closed"));
            }
            queue.add(batch);
        }
        return batch.answer();
    }

    private IllegalStateException refusal() {
        return new IllegalStateException(
                "The store " + engine.name() + " takes no more writes, as one failed: " + broken.getMessage(), broken);
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
            fail(e);
            queue.forEach(this::apply);
        }
    }

    private PendingBatch next() throws InterruptedException {
        PendingBatch next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        for (int steps = 0; next == null && steps < MOST_IDLE_COMPACTIONS && compact(); steps++) {
            next = queue.poll();
        }
        return next == null ? queue.take() : next;
    }

    private boolean compact() {
        try {
            if (broken != null || !engine.compact()) {
                return false;
            }
            engine.commit();
            view.advance();
            return true;
        } catch (RuntimeException | Error e) {
            fail(e);
            return false;
        }
    }

    private void commit(List<PendingBatch> batches) {
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
                view.advance();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
            batches.forEach(batch -> outcomes.put(batch, new WriteOutcome.Unknown(e)));
        }
        outcomes.forEach(
                (batch, outcome) -> workers.execute(() -> batch.answer().complete(outcome)));
    }

    /** The outcome of a batch; empty where it was refused and its answer has failed already. */
    private Optional<WriteOutcome> apply(PendingBatch batch) {
        if (broken != null) {
            workers.execute(() -> batch.answer().completeExceptionally(refusal()));
            return Optional.empty();
        }
        try {
            return Optional.of(batch.apply(live));
        } catch (StoreDamagedException e) {
            // thrown by reading what stands there, before anything was changed
            workers.execute(() -> batch.answer().completeExceptionally(e));
            return Optional.empty();
        }
    }

    private void fail(Throwable cause) {
        broken = cause;
        LOG.errorf(cause, "The store %s takes no more writes", engine.name());
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
