package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tumbler.store.Index;
import dev.tumbler.store.Query;
import dev.tumbler.store.WriteOutcome;
import dev.tumbler.store.contract.Stages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table promises about its folder. */
class DataFolderTest {
    private static final int ITEMS = 300;

    @TempDir
    private Path parent;

    private Path folder;
    private Path file;

    @BeforeEach
    void fill() {
        folder = parent.resolve("new").resolve("data");
        file = folder.resolve(FileEngine.STORE_FILE);
        try (EmbeddedTable table = EmbeddedTable.open(folder)) {
            IntStream.range(0, ITEMS)
                    .mapToObj(i -> table.write(Items.put("item-" + i, 1)))
                    .toList()
                    .forEach(Stages::await);
        }
    }

    private static void written(EmbeddedTable table, String name, long revision) {
        assertThat(await(table.write(Items.put(name, revision)))).isInstanceOf(WriteOutcome.Written.class);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefusedAndUntouched(byte[] content) {
        assertThatExceptionOfType(StoreDamagedException.class)
                .isThrownBy(() -> EmbeddedTable.open(folder))
                .withMessageContaining(file.toString());
        assertThat(bytes(file)).isEqualTo(content);
    }

    @Test
    void aReopenedTableHasEverything() {
        for (long revision = 2; revision < 5; revision++) {
            try (EmbeddedTable table = EmbeddedTable.open(folder)) {
                assertThat(await(table.get(Items.key("item-7")))).contains(Items.item("item-7", revision - 1));
                assertThat(await(table.query(Query.of(Index.LISTING, "ITEMS", 1000))))
                        .hasSize(ITEMS);
                written(table, "item-7", revision);
            }
        }
    }

    @Test
    void aSecondTableOnTheFolderIsRefusedUntilTheFirstIsClosed() {
        try (EmbeddedTable table = EmbeddedTable.open(folder)) {
            assertThatExceptionOfType(StoreLockedException.class)
                    .isThrownBy(() -> EmbeddedTable.open(folder))
                    .withMessageContaining(folder.toString());
            written(table, "more", 1);
        }
        EmbeddedTable.open(folder).close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.2, 0.5, 0.8, 0.99})
    void aTruncatedFileIsRefusedAndLeftAsItIs(double part) throws IOException {
        byte[] all = bytes(file);
        byte[] cut = Arrays.copyOf(all, (int) (all.length * part));
        Files.write(file, cut);

        assertRefusedAndUntouched(cut);
    }

    @Test
    void aFileWithoutItsLastByteIsRefusedAndLeftAsItIs() throws IOException {
        byte[] all = bytes(file);
        byte[] cut = Arrays.copyOf(all, all.length - 1);
        Files.write(file, cut);

        assertRefusedAndUntouched(cut);
    }

    @Test
    void aFileOfAnythingElseIsRefusedAndLeftAsItIs() throws IOException {
        byte[] other = "not a store at all\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Files.write(file, other);

        assertRefusedAndUntouched(other);
    }

    @Test
    void aFileOfANewerReleaseIsRefusedAsSuchAndLeftAsItIs() {
        try (MVStore store = MVStore.open(file.toString())) {
            store.setStoreVersion(FileEngine.FORMAT + 1);
        }
        byte[] content = bytes(file);

        assertThatExceptionOfType(StoreNewerException.class)
                .isThrownBy(() -> EmbeddedTable.open(folder))
                .withMessage("The file " + file + " was written by a newer release. It has been left as it is.");
        assertThat(bytes(file)).isEqualTo(content);
    }

    @Test
    void aMissingFileIsRefusedAndNotMadeAnew() throws IOException {
        Files.delete(file);

        assertThatExceptionOfType(StoreDamagedException.class)
                .isThrownBy(() -> EmbeddedTable.open(folder))
                .withMessageContaining(file.toString());
        assertThat(file).doesNotExist();
    }

    @Test
    void anItemThatWasAlteredOnDiskIsNotTakenForTheOriginal() throws IOException {
        byte[] content = bytes(file);
        byte[] text = "item-7 1".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + text.length <= content.length; at++) {
            if (Arrays.equals(content, at, at + text.length, text, 0, text.length)) {
                content[at + text.length - 1] = '9';
            }
        }
        Files.write(file, content);

        assertRefusedAndUntouched(content);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        Path below = file.resolve("below");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> EmbeddedTable.open(below))
                .withMessageContaining(below.toString());
    }
}
