package dev.tumbler.store.embedded;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A batch that waits for the writer. */
final class PendingBatch {
    private static final byte[] NOTHING = {};
    private static final long PAGES_BYTES = 16 * 1024;

    private final List<Write> writes;

    /** The bytes of each put; nothing for a delete. */
    private final List<byte[]> encoded;

    private final CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();

    private PendingBatch(List<Write> writes, List<byte[]> encoded) {
        this.writes = writes;
        this.encoded = encoded;
    }

    static PendingBatch of(List<Write> writes) {
        List<byte[]> encoded = writes.stream().map(PendingBatch::encode).toList();
        return new PendingBatch(List.copyOf(writes), encoded);
    }

    private static byte[] encode(Write write) {
        return write instanceof Write.Put put ? StoredItem.write(put.item()) : NOTHING;
    }

    CompletableFuture<WriteOutcome> answer() {
        return answer;
    }

    /** What it may add to the file: its items, and the pages above each. */
    long bytes() {
        return encoded.stream().mapToLong(each -> each.length + PAGES_BYTES).sum();
    }

    Optional<WriteOutcome.TooLarge> tooLarge() {
        return encoded.stream()
                .filter(bytes -> bytes.length > Table.MOST_ITEM_BYTES)
                .findFirst()
                .map(bytes -> new WriteOutcome.TooLarge(bytes.length, Table.MOST_ITEM_BYTES));
    }

    /** Makes all the changes or, where a condition does not hold, none. */
    WriteOutcome apply(Maps maps) {
        List<Optional<Item>> standing =
                writes.stream().map(write -> maps.get(write.key())).toList();
        Map<Key, Optional<Item>> failed = failed(standing);
        if (!failed.isEmpty()) {
            return new WriteOutcome.Conflict(failed);
        }
        for (int i = 0; i < writes.size(); i++) {
            change(maps, i, standing.get(i));
        }
        return new WriteOutcome.Written();
    }

    private Map<Key, Optional<Item>> failed(List<Optional<Item>> standing) {
        Map<Key, Optional<Item>> failed = new HashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            if (!standing.get(i).map(Item::revision).equals(writes.get(i).expected())) {
                failed.put(writes.get(i).key(), standing.get(i));
            }
        }
        return failed;
    }

    private void change(Maps maps, int position, Optional<Item> old) {
        if (writes.get(position) instanceof Write.Put put) {
            maps.put(put.item(), encoded.get(position), old);
        } else {
            maps.remove(old.orElseThrow());
        }
    }
}
