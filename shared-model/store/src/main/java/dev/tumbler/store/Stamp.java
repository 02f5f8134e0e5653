package dev.tumbler.store;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Which state of an item this is, and who made it.
 *
 * <p>The first revision of an item is random and the others count from there, so that an item which was removed and made
 * again never comes back to a revision that somebody still holds. The ids of the last writes tell a writer that lost its
 * answer whether its write happened, even after others have written.
 *
 * @param writeIds the last writes, newest first, the one that made this revision among them
 */
public record Stamp(long revision, List<Long> writeIds) {
    private static final int REMEMBERED = 8;

    public Stamp {
        writeIds = List.copyOf(writeIds);
    }

    public static Stamp first(long revision, long writeId) {
        return new Stamp(revision, List.of(writeId));
    }

    public Stamp next(long writeId) {
        List<Long> last = LongStream.concat(
                        LongStream.of(writeId), writeIds.stream().mapToLong(Long::longValue))
                .limit(REMEMBERED)
                .boxed()
                .toList();
        return new Stamp(revision + 1, last);
    }

    public boolean has(long writeId) {
        return writeIds.contains(writeId);
    }

    /** Whether each write since that revision is among the remembered ones. */
    public boolean remembersSince(long earlier) {
        return revision > earlier && revision - earlier <= writeIds.size();
    }
}
