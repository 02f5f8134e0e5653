package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.domain.store.StoreFailure;
import dev.tumbler.store.WriteOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a table promises on a disk that fills up and has room again, whatever its engine. */
abstract class FullDiskContract {
    private static final int WRITERS = 3;
    private static final int WRITES_BEFORE = 200;
    private static final long PATIENCE_SECONDS = 60;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean done;

    /** An empty folder on the disk. */
    abstract Path folder();

    abstract Disk disk();

    /** Leaves no room on the disk. */
    abstract void fill() throws IOException;

    abstract void free() throws IOException;

    @Test
    void readsGoOnAndWritesAreRefusedUntilThereIsRoom() throws Exception {
        try (EmbeddedTable table = EmbeddedTable.open(folder(), disk())) {
            List<Thread> load = start(table);
            try {
                awaitMore(acknowledged::size, WRITES_BEFORE);
                fill();
                awaitMore(refused::get, WRITERS);
                assertAllThere(table);
                assertRefused(table);
                free();
                awaitMore(acknowledged::size, WRITES_BEFORE);
                assertThat(table.trouble()).isEmpty();
            } finally {
                done = true;
                join(load);
            }
            assertThat(surprises).isEmpty();
        }
        try (EmbeddedTable table = EmbeddedTable.open(folder(), disk())) {
            assertAllThere(table);
        }
    }

    @Test
    void aTableThatIsFullOpensAndCloses() throws Exception {
        try (EmbeddedTable table = EmbeddedTable.open(folder(), disk())) {
            write(table, "before");
        }
        fill();
        try (EmbeddedTable table = EmbeddedTable.open(folder(), disk())) {
            assertAllThere(table);
            assertRefused(table);
        }
        free();
        try (EmbeddedTable table = EmbeddedTable.open(folder(), disk())) {
            write(table, "after");
            assertAllThere(table);
        }
    }

    final void assertRefused(EmbeddedTable table) {
        Throwable refusal = awaitFailure(table.write(Items.put("refused", 1)));

        assertThat(refusal).isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.failure())
                .isInstanceOfSatisfying(StoreFailure.Unavailable.class, unavailable -> assertThat(unavailable.why())
                        .contains("no room left on the disk")
                        .doesNotContain(folder().toString())));
        assertThat(await(table.get(Items.key("refused")))).isEmpty();
    }

    final void write(EmbeddedTable table, String name) {
        assertThat(await(table.write(Items.put(name, 1)))).isInstanceOf(WriteOutcome.Written.class);
        acknowledged.add(name);
    }

    final void acknowledged(String name) {
        acknowledged.add(name);
    }

    final void assertAllThere(EmbeddedTable table) {
        for (String name : acknowledged) {
            assertThat(await(table.get(Items.key(name)))).as(name).contains(Items.item(name, 1));
        }
    }

    private List<Thread> start(EmbeddedTable table) {
        List<Thread> load = IntStream.range(0, WRITERS)
                .mapToObj(number -> new Thread(() -> write(table, number), "writer-" + number))
                .collect(Collectors.toCollection(ArrayList::new));
        load.add(new Thread(() -> read(table), "reader"));
        load.forEach(Thread::start);
        return load;
    }

    private static void join(List<Thread> load) throws InterruptedException {
        for (Thread each : load) {
            each.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            assertThat(each.isAlive()).isFalse();
        }
    }

    /** Goes on with the same item after a refusal, which says that nothing was written. */
    private void write(EmbeddedTable table, int writer) {
        int number = 0;
        while (!done) {
            String name = "writer-" + writer + "-" + number;
            try {
                WriteOutcome outcome =
                        table.write(Items.put(name, 1)).toCompletableFuture().join();
                if (outcome instanceof WriteOutcome.Written) {
                    acknowledged.add(name);
                } else {
                    surprises.add(new AssertionError(name + " " + outcome));
                }
                number++;
            } catch (CompletionException failure) {
                refused(failure.getCause());
            }
        }
    }

    private void refused(Throwable failure) {
        refused.incrementAndGet();
        if (!(failure instanceof StoreException store && store.failure() instanceof StoreFailure.Unavailable)) {
            surprises.add(failure);
        }
    }

    private void read(EmbeddedTable table) {
        while (!done) {
            String name = acknowledged.peek();
            if (name == null) {
                continue;
            }
            try {
                if (table.get(Items.key(name)).toCompletableFuture().join().isEmpty()) {
                    surprises.add(new AssertionError(name + " is gone"));
                }
            } catch (CompletionException failure) {
                surprises.add(failure);
            }
        }
    }

    private static void awaitMore(IntSupplier count, int more) throws InterruptedException {
        int wanted = count.getAsInt() + more;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        CountDownLatch never = new CountDownLatch(1);
        while (count.getAsInt() < wanted) {
            assertThat(System.nanoTime())
                    .as("%d of %d", count.getAsInt(), wanted)
                    .isLessThan(deadline);
            never.await(1, TimeUnit.MILLISECONDS);
        }
    }
}
