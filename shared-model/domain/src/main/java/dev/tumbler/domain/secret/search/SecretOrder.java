package dev.tumbler.domain.secret.search;

import dev.tumbler.domain.secret.Dates;
import dev.tumbler.domain.secret.Secret;
import java.time.Instant;
import java.util.Comparator;

/**
 * The order of a listing. A secret that was never read comes before all that were; AWS does not say where it puts it.
 *
 * <p>By creation date or name a secret keeps its position for life. By the other two it moves when it is changed or read:
 * one that moves between two pages may be shown twice going up, and be missed going down. All others are shown once.
 */
public record SecretOrder(SortKey key, boolean descending) {
    /** AWS's own order where a request names none, as its answers show: the oldest first. */
    public static final SecretOrder OLDEST_FIRST = new SecretOrder(SortKey.CREATED_DATE, false);

    public Position position(Secret secret) {
        Dates dates = secret.dates();
        String name = secret.id().name();
        return switch (key) {
            case CREATED_DATE -> new Position(dates.created(), dates.created(), name);
            case LAST_CHANGED_DATE -> new Position(dates.changed(), dates.created(), name);
            case LAST_ACCESSED_DATE -> new Position(dates.accessed().orElse(Instant.EPOCH), dates.created(), name);
            case NAME -> new Position(Instant.EPOCH, Instant.EPOCH, name);
        };
    }

    public Comparator<Position> positions() {
        return descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    public Comparator<Secret> secrets() {
        return Comparator.comparing(this::position, positions());
    }
}
