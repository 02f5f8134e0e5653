package dev.tumbler.store;

import java.util.Optional;

/**
 * A range of one partition of an index.
 *
 * @param after the sort key that the range starts behind
 * @param before the sort key that the range ends in front of
 * @param limit the most items to answer
 */
public record Query(Index index, String partition, Optional<String> after, Optional<String> before, int limit) {
    public Query {
        if (limit < 1) {
            throw new IllegalArgumentException("a query for " + limit + " items");
        }
    }

    public static Query of(Index index, String partition, int limit) {
        return new Query(index, partition, Optional.empty(), Optional.empty(), limit);
    }

    public Query after(Optional<String> sort) {
        return new Query(index, partition, sort, before, limit);
    }

    public Query before(String sort) {
        return new Query(index, partition, after, Optional.of(sort), limit);
    }
}
