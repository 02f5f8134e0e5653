package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.store.StoreException;
import dev.tumbler.store.WriteOutcome;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, as the file system tells it. */
class FullDiskTest {
    private static final int FAILURES = 100;
    private static final int MOST_WRITES_BETWEEN = 12;
    private static final long SEED = 20260102;

    @TempDir
    private Path folder;

    /** The room is asked for before each write. */
    @Nested
    class Announced extends OnLimitedDisk {
        Announced() {
            super(true);
        }
    }

    /** Writes fail though there seems to be room: a quota, or another process that was faster. */
    @Nested
    class Unannounced extends OnLimitedDisk {
        Unannounced() {
            super(false);
        }

        /** Without an announcement the reason of a refusal is not known afterwards. */
        @Test
        void aWriteThatFailsAtAnyPointIsKnownToHaveHappenedOrNot() {
            Random random = new Random(SEED);
            try (EmbeddedTable table = EmbeddedTable.open(folder, disk)) {
                for (int failure = 0; failure < FAILURES; failure++) {
                    disk.fillAfter(random.nextInt(MOST_WRITES_BETWEEN));
                    writeUntilRefused(table, "failure-" + failure + "-");
                    disk.free();
                    write(table, "after-" + failure);
                }
                assertAllThere(table);
            }
            try (EmbeddedTable table = EmbeddedTable.open(folder, disk)) {
                assertAllThere(table);
            }
        }

        private void writeUntilRefused(EmbeddedTable table, String prefix) {
            for (int number = 0; ; number++) {
                String name = prefix + number;
                try {
                    WriteOutcome outcome = table.write(Items.put(name, 1))
                            .toCompletableFuture()
                            .join();
                    assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
                    acknowledged(name);
                } catch (CompletionException refused) {
                    assertThat(refused.getCause()).isInstanceOf(StoreException.class);
                    assertThat(await(table.get(Items.key(name)))).isEmpty();
                    return;
                }
            }
        }
    }

    abstract class OnLimitedDisk extends FullDiskContract {
        final LimitedDisk disk;

        OnLimitedDisk(boolean announced) {
            this.disk = LimitedDisk.withRoom(announced);
        }

        @Override
        Path folder() {
            return folder;
        }

        @Override
        Disk disk() {
            return disk;
        }

        @Override
        void fill() {
            disk.fill();
        }

        @Override
        void free() {
            disk.free();
        }
    }
}
