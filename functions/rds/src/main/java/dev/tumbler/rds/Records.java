package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.store.Page;
import java.util.List;
import java.util.Optional;

/** The pages in which RDS answers. */
final class Records {
    private static final int FEWEST = 20;
    private static final int MOST = 100;

    private Records() {}

    /** How many records a page may have. */
    static int limit(Integer maxRecords) {
        int limit = Optional.ofNullable(maxRecords).orElse(MOST);
        if (limit < FEWEST || limit > MOST) {
            throw invalidValue("Invalid value " + limit + " for MaxRecords. Must be between 20 and 100");
        }
        return limit;
    }

    /** A page of a list that is at hand; its marker is the number of records before the next page. */
    static <T> Page<T> page(List<T> all, String marker, Integer maxRecords) {
        int limit = limit(maxRecords);
        int start = marker == null ? 0 : start(marker, all.size());
        int end = Math.min(all.size(), start + limit);
        return new Page<>(
                all.subList(start, end),
                Optional.of(end).filter(each -> each < all.size()).map(String::valueOf));
    }

    private static int start(String marker, int size) {
        return VersionNumber.of(marker)
                .map(number -> number.places().get(0))
                .filter(start -> start < size)
                .orElseThrow(() -> invalidMarker(marker));
    }

    static AwsException invalidMarker(String marker) {
        return invalidValue("Invalid marker: " + marker);
    }
}
