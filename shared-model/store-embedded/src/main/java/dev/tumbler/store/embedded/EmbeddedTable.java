package dev.tumbler.store.embedded;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The table on H2's MVStore: a folder of this process alone, or memory.
 *
 * <p>Reads may have to wait for the disk, so they run on a few threads of this table and never on the caller's, which may
 * be an event loop.
 */
public final class EmbeddedTable implements Table, AutoCloseable {
    private static final int FEWEST_WORKERS = 2;
    private static final int CLOSING_SECONDS = 30;

    private static final Logger LOG = Logger.getLogger(EmbeddedTable.class);

    private final Engine engine;
    private final DurableView view;
    private final GroupCommit writer;
    private final ExecutorService workers;

    /** What the first read found that met damage; a start inspects the store again. */
    private final AtomicReference<String> damage = new AtomicReference<>();

    EmbeddedTable(Engine engine) {
        Maps live = Maps.open(engine);
        this.engine = engine;
        this.view = new DurableView(engine.store(), live);
        this.workers = Executors.newFixedThreadPool(
                Math.max(FEWEST_WORKERS, Runtime.getRuntime().availableProcessors()), workerThreads());
        this.writer = new GroupCommit(engine, live, view, workers);
    }

    private static ThreadFactory workerThreads() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread worker = new Thread(task, "tumbler-store-" + count.incrementAndGet());
            worker.setDaemon(true);
            return worker;
        };
    }

    /**
     * Opens the table in a folder, which is made if it does not exist.
     *
     * @throws StoreLockedException if another table has the folder open
     * @throws StoreNewerException if a newer release wrote into the folder; nothing is overwritten
     * @throws StoreDamagedException if the folder does not hold all that was acknowledged; nothing is overwritten
     */
    public static EmbeddedTable open(Path folder) {
        return open(folder, Disk.REAL);
    }

    /** Whether a folder has a table, whatever its state. */
    public static boolean existsIn(Path folder) {
        Path file = folder.resolve(FileEngine.STORE_FILE);
        return Files.exists(file) && file.toFile().length() > 0;
    }

    static EmbeddedTable open(Path folder, Disk disk) {
        FileEngine engine = FileEngine.open(folder, disk);
        try {
            return started(engine);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** The same table without files. */
    public static EmbeddedTable inMemory() {
        return started(new MemoryEngine());
    }

    static EmbeddedTable started(Engine engine) {
        EmbeddedTable table = new EmbeddedTable(engine);
        table.writer.start();
        return table;
    }

    @Override
    public CompletionStage<Optional<Item>> get(Key key) {
        return read(maps -> maps.get(key));
    }

    @Override
    public CompletionStage<List<Item>> query(Query query) {
        return read(maps -> maps.query(query));
    }

    private <R> CompletionStage<R> read(Function<Maps, R> reader) {
        CompletableFuture<R> result = new CompletableFuture<>();
        try {
            workers.execute(() -> complete(result, reader));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new IllegalStateException("the table is closed", e));
        }
        return result;
    }

    private <R> void complete(CompletableFuture<R> result, Function<Maps, R> reader) {
        try {
            result.complete(view.read(reader));
        } catch (StoreDamagedException e) {
            noteDamage(e);
            result.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<WriteOutcome> write(List<Write> writes) {
        Write.checkBatch(writes);
        PendingBatch batch = PendingBatch.of(writes);
        Optional<WriteOutcome.TooLarge> tooLarge = batch.tooLarge();
        return tooLarge.isPresent() ? CompletableFuture.completedStage(tooLarge.get()) : writer.submit(batch);
    }

    /** Why writes are refused at this moment, or what a read found damaged, in a sentence for whoever runs this process. */
    public Optional<String> trouble() {
        return writer.trouble().or(() -> Optional.ofNullable(damage.get()));
    }

    private void noteDamage(StoreDamagedException damaged) {
        if (damage.compareAndSet(null, damaged.getMessage())) {
            LOG.error(damaged.getMessage(), damaged);
        }
    }

    /** Writes what was submitted, answers it, and lets go of the folder. */
    @Override
    public void close() {
        writer.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            view.close();
            engine.close();
        }
    }
}
