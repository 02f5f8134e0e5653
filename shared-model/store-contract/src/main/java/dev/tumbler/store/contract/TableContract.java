package dev.tumbler.store.contract;

import static dev.tumbler.store.contract.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every table promises. */
public abstract class TableContract {
    private static final Optional<Long> ABSENT = Optional.empty();

    /** Tests may share a table: each uses partitions of its own. */
    private final String partition = "T#" + UUID.randomUUID();

    protected abstract Table table();

    private Key key(String sort) {
        return new Key(partition, sort);
    }

    private Item item(String sort, long revision, String text) {
        return new Item(key(sort), Stamp.first(revision, 7), Map.of(), Map.of("text", text));
    }

    private Item listed(String sort, long revision, String listedAs) {
        return new Item(
                key(sort),
                Stamp.first(revision, 7),
                Map.of(Index.LISTING, new Key(partition, listedAs)),
                Map.of("text", sort));
    }

    private WriteOutcome write(Write... writes) {
        return await(table().write(List.of(writes)));
    }

    private void written(Write... writes) {
        assertThat(write(writes)).isInstanceOf(WriteOutcome.Written.class);
    }

    private Optional<Item> get(String sort) {
        return await(table().get(key(sort)));
    }

    private List<String> listing(Query query) {
        return await(table().query(query)).stream()
                .map(item -> item.entries().get(query.index()).sort())
                .toList();
    }

    @Test
    void anItemComesBackAsItWasWritten() {
        Map<String, Object> document = Map.of(
                "text",
                "ä€𝄞",
                "empty",
                "",
                "number",
                Long.MIN_VALUE,
                "flag",
                true,
                "bytes",
                new byte[] {0, -1, 127},
                "list",
                List.of("a", 1L, false, List.of(), Map.of()),
                "map",
                Map.of("in", Map.of("deeper", new byte[0])));
        Map<Index, Key> entries =
                Map.of(Index.LISTING, new Key(partition, "listed"), Index.WORK, new Key(partition, "work"));
        Item item = new Item(key("all"), new Stamp(Long.MAX_VALUE - 9, List.of(3L, -2L, 1L)), entries, document);

        written(new Write.Put(item, ABSENT));

        assertThat(get("all")).get().usingRecursiveComparison().isEqualTo(item);
    }

    @Test
    void whatWasNeverWrittenIsAbsent() {
        assertThat(get("never")).isEmpty();
    }

    @Test
    void nothingRestsUnderAKeyThatIsTooLong() {
        String longPartition = "p".repeat(Key.MOST_PARTITION_BYTES + 1);
        String longSort = "é".repeat(Key.MOST_SORT_BYTES / 2 + 1);

        assertThat(await(table().get(new Key(longPartition, "s")))).isEmpty();
        assertThat(get(longSort)).isEmpty();
        assertThat(listing(Query.of(Index.LISTING, longPartition, 10))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().write(List.of(new Write.Put(item(longSort, 1, "text"), ABSENT))));
    }

    @Test
    void anItemRestsUnderTheLongestKey() {
        String sort = "é".repeat(Key.MOST_SORT_BYTES / 2);

        written(new Write.Put(item(sort, 1, "text"), ABSENT));

        assertThat(get(sort)).isPresent();
    }

    @Test
    void aPutForAbsenceIsRefusedWhereSomethingStandsAndShowsIt() {
        Item first = item("a", 1, "first");
        written(new Write.Put(first, ABSENT));

        WriteOutcome second = write(new Write.Put(item("a", 1, "second"), ABSENT));

        assertThat(second).isEqualTo(new WriteOutcome.Conflict(Map.of(key("a"), Optional.of(first))));
        assertThat(get("a")).contains(first);
    }

    @Test
    void aPutUnderAnotherRevisionIsRefused() {
        Item second = item("a", 2, "second");
        written(new Write.Put(item("a", 1, "first"), ABSENT));
        written(new Write.Put(second, Optional.of(1L)));

        WriteOutcome stale = write(new Write.Put(item("a", 2, "stale"), Optional.of(1L)));

        assertThat(stale).isEqualTo(new WriteOutcome.Conflict(Map.of(key("a"), Optional.of(second))));
    }

    @Test
    void aWriteOnSomethingThatIsGoneIsRefusedAndShowsItsAbsence() {
        WriteOutcome put = write(new Write.Put(item("a", 2, "second"), Optional.of(1L)));
        WriteOutcome delete = write(new Write.Delete(key("a"), 1));

        assertThat(put).isEqualTo(new WriteOutcome.Conflict(Map.of(key("a"), Optional.empty())));
        assertThat(delete).isEqualTo(put);
    }

    @Test
    void aDeleteTakesTheItemOutOfEverything() {
        written(new Write.Put(listed("a", 1, "x"), ABSENT));

        written(new Write.Delete(key("a"), 1));

        assertThat(get("a")).isEmpty();
        assertThat(listing(Query.of(Index.LISTING, partition, 10))).isEmpty();
    }

    @Test
    void aBatchWithOneFailedConditionChangesNothing() {
        Item standing = item("b", 5, "standing");
        written(new Write.Put(standing, ABSENT));

        WriteOutcome outcome = write(
                new Write.Put(item("a", 1, "new"), ABSENT),
                new Write.Put(item("b", 6, "changed"), Optional.of(4L)),
                new Write.Put(item("c", 1, "new"), ABSENT));

        assertThat(outcome).isEqualTo(new WriteOutcome.Conflict(Map.of(key("b"), Optional.of(standing))));
        assertThat(get("a")).isEmpty();
        assertThat(get("b")).contains(standing);
        assertThat(get("c")).isEmpty();
    }

    @Test
    void aBatchOfTheMostWritesIsWritten() {
        Write[] puts = IntStream.range(0, Table.MOST_WRITES)
                .mapToObj(i -> new Write.Put(item("k" + i, 1, "text"), ABSENT))
                .toArray(Write[]::new);

        written(puts);

        assertThat(get("k" + (Table.MOST_WRITES - 1))).isPresent();
    }

    @Test
    void whatIsNoBatchIsRefused() {
        Write put = new Write.Put(item("a", 1, "text"), ABSENT);
        List<Write> tooMany = IntStream.rangeClosed(0, Table.MOST_WRITES)
                .mapToObj(i -> (Write) new Write.Put(item("k" + i, 1, "text"), ABSENT))
                .toList();

        assertThatIllegalArgumentException().isThrownBy(() -> table().write(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> table().write(tooMany));
        assertThatIllegalArgumentException().isThrownBy(() -> table().write(List.of(put, put)));
    }

    @Test
    void anItemLargerThanTheMostIsRefusedWithItsBatch() {
        Item large = new Item(key("large"), Stamp.first(1, 1), Map.of(), Map.of("v", new byte[Table.MOST_ITEM_BYTES]));

        WriteOutcome outcome = write(new Write.Put(item("small", 1, "text"), ABSENT), new Write.Put(large, ABSENT));

        assertThat(outcome).isInstanceOf(WriteOutcome.TooLarge.class);
        assertThat(get("small")).isEmpty();
    }

    @Test
    void anIndexIsInOrderOfItsSortKeysAndOfOnePartition() {
        written(
                new Write.Put(listed("1", 1, "b"), ABSENT),
                new Write.Put(listed("2", 1, "a"), ABSENT),
                new Write.Put(listed("3", 1, "c"), ABSENT),
                new Write.Put(item("4", 1, "not listed"), ABSENT));

        assertThat(listing(Query.of(Index.LISTING, partition, 10))).containsExactly("a", "b", "c");
        assertThat(listing(Query.of(Index.LISTING, partition + "#", 10))).isEmpty();
        assertThat(listing(Query.of(Index.WORK, partition, 10))).isEmpty();
    }

    @Test
    void aRangeLeavesOutBothItsEnds() {
        for (String sort : List.of("a", "b", "c", "d")) {
            written(new Write.Put(listed(sort, 1, sort), ABSENT));
        }
        Query all = Query.of(Index.LISTING, partition, 10);

        assertThat(listing(all.after(Optional.of("a")).before("d"))).containsExactly("b", "c");
        assertThat(listing(all.after(Optional.of("aa")).before("cc"))).containsExactly("b", "c");
        assertThat(listing(all.after(Optional.of("c")).before("b"))).isEmpty();
        assertThat(listing(Query.of(Index.LISTING, partition, 2).after(Optional.of("a"))))
                .containsExactly("b", "c");
    }

    @Test
    void anItemMovesWithItsEntry() {
        written(new Write.Put(listed("1", 1, "a"), ABSENT));

        written(new Write.Put(listed("1", 2, "b"), Optional.of(1L)));

        assertThat(listing(Query.of(Index.LISTING, partition, 10))).containsExactly("b");
    }

    @Test
    void ofConcurrentWritersUnderOneRevisionExactlyOneWins() {
        written(new Write.Put(item("a", 1, "start"), ABSENT));
        List<CompletionStage<WriteOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(table().write(List.of(new Write.Put(item("a", 2, "writer " + i), Optional.of(1L)))));
        }

        List<Integer> winners = IntStream.range(0, outcomes.size())
                .filter(i -> await(outcomes.get(i)) instanceof WriteOutcome.Written)
                .boxed()
                .toList();

        assertThat(winners).hasSize(1);
        assertThat(get("a")).contains(item("a", 2, "writer " + winners.get(0)));
    }

    @Test
    void whatIsAnsweredIsSeenByTheNextRead() {
        for (long revision = 1; revision <= 50; revision++) {
            Item next = item("a", revision, "text");
            written(new Write.Put(next, revision == 1 ? ABSENT : Optional.of(revision - 1)));
            assertThat(get("a")).contains(next);
        }
    }
}
