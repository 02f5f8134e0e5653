package dev.tumbler.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Spreads one partition of an index over several. DynamoDB serves one partition up to a limit, and every secret of an
 * account that is made or changed is written to the same listing: in one partition that limit would hold for all of them
 * together.
 *
 * <p>Where an item stands follows from the partition of its own key alone. The number of shards and the sum belong to what
 * is stored: neither may change without moving every entry.
 */
public final class Shards {
    static final int COUNT = 16;

    private Shards() {}

    /** The shard of a partition of an index in which the item with this key stands. */
    public static String of(String partition, Key item) {
        CRC32C sum = new CRC32C();
        sum.update(item.partition().getBytes(StandardCharsets.UTF_8));
        return name(partition, (int) (sum.getValue() % COUNT));
    }

    static List<String> all(String partition) {
        return IntStream.range(0, COUNT)
                .mapToObj(shard -> name(partition, shard))
                .toList();
    }

    private static String name(String partition, int shard) {
        return partition + "#" + String.format(Locale.ROOT, "%02d", shard);
    }
}
