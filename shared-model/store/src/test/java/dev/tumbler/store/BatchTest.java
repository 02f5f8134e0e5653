package dev.tumbler.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.Batch.Fate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of what becomes of a write whose answer was lost, row by row. */
class BatchTest {
    private static final Key KEY = new Key("partition", "sort");
    private static final Item STORED = item(Stamp.first(100, 1));
    private static final long OURS = 2;
    private static final long ANOTHER = 3;

    private static Item item(Stamp stamp) {
        return new Item(KEY, stamp, Map.of(), Map.of());
    }

    private static Batch put(Optional<Item> stored) {
        Write put = new Write.Put(STORED, stored.map(Item::revision));
        return new Batch(stored, OURS, List.of(put));
    }

    private static Batch delete() {
        return new Batch(Optional.of(STORED), OURS, List.of(new Write.Delete(KEY, STORED.revision())));
    }

    private static Item after(long... writeIds) {
        Stamp stamp = STORED.stamp();
        for (long writeId : writeIds) {
            stamp = stamp.next(writeId);
        }
        return item(stamp);
    }

    @Test
    void itsOwnIdSaysThatItIsWritten() {
        assertThat(put(Optional.of(STORED)).fate(Optional.of(after(OURS)))).isEqualTo(Fate.WRITTEN);
        assertThat(put(Optional.of(STORED)).fate(Optional.of(after(OURS, ANOTHER))))
                .isEqualTo(Fate.WRITTEN);
        assertThat(put(Optional.empty()).fate(Optional.of(item(Stamp.first(9, OURS)))))
                .isEqualTo(Fate.WRITTEN);
    }

    @Test
    void whatWasToGoAndIsGoneIsWritten() {
        assertThat(delete().fate(Optional.empty())).isEqualTo(Fate.WRITTEN);
    }

    @Test
    void whatIsAsItWasMayStillBeWritten() {
        assertThat(put(Optional.of(STORED)).fate(Optional.of(STORED))).isEqualTo(Fate.NOT_YET);
        assertThat(put(Optional.empty()).fate(Optional.empty())).isEqualTo(Fate.NOT_YET);
        assertThat(delete().fate(Optional.of(STORED))).isEqualTo(Fate.NOT_YET);
    }

    @Test
    void anotherWriteAtItsRevisionSaysThatItIsLost() {
        assertThat(put(Optional.of(STORED)).fate(Optional.of(after(ANOTHER)))).isEqualTo(Fate.LOST);
        assertThat(put(Optional.of(STORED)).fate(Optional.of(after(10, 11, 12, 13, 14, 15, 16, 17))))
                .isEqualTo(Fate.LOST);
        assertThat(delete().fate(Optional.of(after(ANOTHER)))).isEqualTo(Fate.LOST);
    }

    @Test
    void moreWritesThanAreRememberedLeaveItUntold() {
        assertThat(put(Optional.of(STORED)).fate(Optional.of(after(10, 11, 12, 13, 14, 15, 16, 17, 18))))
                .isEqualTo(Fate.UNTOLD);
    }

    @Test
    void anItemThatWentOrWasMadeAnewLeavesItUntold() {
        assertThat(put(Optional.of(STORED)).fate(Optional.empty())).isEqualTo(Fate.UNTOLD);
        assertThat(put(Optional.of(STORED)).fate(Optional.of(item(Stamp.first(5, ANOTHER)))))
                .isEqualTo(Fate.UNTOLD);
        assertThat(put(Optional.empty()).fate(Optional.of(item(Stamp.first(5, ANOTHER)))))
                .isEqualTo(Fate.UNTOLD);
    }
}
