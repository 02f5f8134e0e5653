package dev.tumbler.store.embedded;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One flipped bit anywhere in the file is harmless, repaired, or named at the start; it never changes an answer. */
class FlippedBitTest {
    private static final int ITEMS = 400;
    private static final int REWRITTEN = 100;
    private static final int WRITES_OF_A_BATCH = 50;

    @TempDir
    private Path folder;

    private final List<Item> items = new ArrayList<>();
    private int repaired;
    private int refused;
    private int whole;

    private static Item item(int number, long revision) {
        String name = String.format("item-%04d", number);
        return new Item(
                Items.key(name),
                Stamp.first(revision, 1),
                Map.of(Index.LISTING, new Key("ITEMS", name), Index.WORK, new Key("DUE", revision + "-" + name)),
                Map.of("text", name + " " + revision));
    }

    private Path begin() {
        Path store = folder.resolve("original");
        try (EmbeddedTable table = EmbeddedTable.open(store)) {
            for (int from = 0; from < ITEMS; from += WRITES_OF_A_BATCH) {
                put(table, from, from + WRITES_OF_A_BATCH, 1);
            }
            put(table, 0, WRITES_OF_A_BATCH, 2);
            put(table, WRITES_OF_A_BATCH, REWRITTEN, 2);
        }
        IntStream.range(0, ITEMS).forEach(number -> items.add(item(number, number < REWRITTEN ? 2 : 1)));
        return store;
    }

    private static void put(EmbeddedTable table, int from, int to, long revision) {
        Optional<Long> expected = revision == 1 ? Optional.empty() : Optional.of(revision - 1);
        List<Write> writes = IntStream.range(from, to)
                .<Write>mapToObj(number -> new Write.Put(item(number, revision), expected))
                .toList();
        assertThat(await(table.write(writes))).isInstanceOf(WriteOutcome.Written.class);
    }

    @Test
    void aFlippedBitNeverChangesAnAnswer() throws IOException {
        flip(100, 20260102);
        assertThat(whole + repaired).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    @Tag("nightly")
    void noneOfTwoThousandFlippedBitsChangesAnAnswer() throws IOException {
        flip(2000, 1);
    }

    @Test
    void aFlippedBitInAnIndexIsRepaired() throws IOException {
        Path store = begin();
        Path file = store.resolve(FileEngine.STORE_FILE);
        byte[] content = Files.readAllBytes(file);
        byte[] entry = "ITEMS\0item-0300".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + entry.length <= content.length; at++) {
            if (Arrays.equals(content, at, at + entry.length, entry, 0, entry.length)) {
                content[at + entry.length - 1] ^= 1;
            }
        }
        Files.write(file, content);

        open(store, content, "an entry of an index");

        assertThat(repaired).isEqualTo(1);
        assertThat(store.resolve(FileEngine.STORE_FILE + ".damaged")).hasBinaryContent(content);
    }

    private void flip(int flips, long seed) throws IOException {
        Path original = begin();
        byte[] content = Files.readAllBytes(original.resolve(FileEngine.STORE_FILE));
        byte[] mark = Files.readAllBytes(original.resolve(FileEngine.MARK_FILE));
        Random random = new Random(seed);
        for (int flip = 0; flip < flips; flip++) {
            int at = random.nextInt(content.length);
            int bit = random.nextInt(Byte.SIZE);
            byte[] flipped = content.clone();
            flipped[at] ^= (byte) (1 << bit);
            Path copy = Files.createDirectories(folder.resolve("copy"));
            Files.write(copy.resolve(FileEngine.STORE_FILE), flipped);
            Files.write(copy.resolve(FileEngine.MARK_FILE), mark);
            open(copy, flipped, "bit " + bit + " of byte " + at);
            removeFiles(copy);
        }
    }

    private static void removeFiles(Path copy) throws IOException {
        try (var files = Files.list(copy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private void open(Path copy, byte[] flipped, String what) throws IOException {
        Path file = copy.resolve(FileEngine.STORE_FILE);
        try (EmbeddedTable table = EmbeddedTable.open(copy)) {
            assertAnswers(table, what);
            put(table, ITEMS, ITEMS + 1, 1);
        } catch (StoreDamagedException named) {
            assertThat(named).as(what).hasMessageContaining(file.toString());
            assertThat(Arrays.equals(Files.readAllBytes(file), flipped))
                    .as(what)
                    .isTrue();
            refused++;
            return;
        }
        if (Files.exists(copy.resolve(FileEngine.STORE_FILE + ".damaged"))) {
            repaired++;
        } else {
            whole++;
        }
        try (EmbeddedTable table = EmbeddedTable.open(copy)) {
            assertAnswers(table, what + ", opened again");
        }
    }

    private void assertAnswers(EmbeddedTable table, String what) {
        for (Item item : items) {
            assertThat(await(table.get(item.key()))).as(what).contains(item);
        }
        assertThat(await(table.query(query(Index.LISTING, "ITEMS")))).as(what).startsWith(items.toArray(Item[]::new));
        assertThat(await(table.query(query(Index.WORK, "DUE"))))
                .as(what)
                .hasSizeBetween(ITEMS, ITEMS + 1)
                .containsAll(items);
    }

    private static Query query(Index index, String partition) {
        return new Query(index, partition, Optional.empty(), Optional.empty(), ITEMS + 1);
    }
}
