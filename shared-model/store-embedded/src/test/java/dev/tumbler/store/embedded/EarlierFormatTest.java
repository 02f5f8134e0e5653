package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Query;
import dev.tumbler.store.Shards;
import dev.tumbler.store.contract.Stages;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that an earlier release left is opened and kept. */
class EarlierFormatTest {
    private static final int ITEMS = 100;

    @TempDir
    private Path folder;

    @BeforeEach
    void fillAsTheFirstFormatDid() {
        try (EmbeddedTable table = EmbeddedTable.open(folder)) {
            IntStream.range(0, ITEMS)
                    .mapToObj(i -> table.write(Items.put("item-" + i, 1)))
                    .toList()
                    .forEach(Stages::await);
        }
        try (MVStore store = MVStore.open(folder.resolve(FileEngine.STORE_FILE).toString())) {
            store.removeMap("fingerprints");
            store.setStoreVersion(EarlierFormat.UNSHARDED);
        }
    }

    @Test
    void everyItemStandsInItsShardOnceAndForAll() {
        for (int opened = 0; opened < 2; opened++) {
            try (EmbeddedTable table = EmbeddedTable.open(folder)) {
                assertThat(await(table.query(Query.of(Index.LISTING, "ITEMS", ITEMS))))
                        .isEmpty();
                for (int i = 0; i < ITEMS; i++) {
                    Item item = await(table.get(Items.key("item-" + i))).orElseThrow();
                    String shard = Shards.of("ITEMS", item.key());
                    assertThat(item.entries().get(Index.LISTING).partition()).isEqualTo(shard);
                    assertThat(await(table.query(Query.of(Index.LISTING, shard, ITEMS))))
                            .contains(item);
                    assertThat(item.revision()).isEqualTo(1);
                }
            }
        }
    }
}
