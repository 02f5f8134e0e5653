package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.Item;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file grows with what is stored, not with how often it is written. */
class FileGrowthTest {
    private static final int ITEMS = 500;
    private static final int WRITES = 6000;
    private static final int TEXT_BYTES = 2000;
    private static final long MOST_TIMES_THE_CONTENT = 40;

    @TempDir
    private Path folder;

    private static Item item(int number, long revision) {
        Item small = Items.item("item-" + number, revision);
        return new Item(small.key(), small.stamp(), small.entries(), Map.of("text", "t".repeat(TEXT_BYTES)));
    }

    @Test
    void theFileStaysBoundedHoweverOftenItIsWritten() {
        long[] revisions = new long[ITEMS];
        Random random = new Random(1);
        try (EmbeddedTable table = EmbeddedTable.open(folder)) {
            for (int write = 0; write < WRITES; write++) {
                int number = write < ITEMS ? write : random.nextInt(ITEMS);
                long revision = ++revisions[number];
                Optional<Long> expected = revision == 1 ? Optional.empty() : Optional.of(revision - 1);
                WriteOutcome outcome = await(table.write(List.of(new Write.Put(item(number, revision), expected))));
                assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
            }
            assertThat(folder.resolve(FileEngine.STORE_FILE).toFile().length())
                    .isLessThan(MOST_TIMES_THE_CONTENT * ITEMS * TEXT_BYTES);
        }
        try (EmbeddedTable table = EmbeddedTable.open(folder)) {
            for (int number = 0; number < ITEMS; number++) {
                assertThat(await(table.get(Items.key("item-" + number)))).contains(item(number, revisions[number]));
            }
        }
    }
}
