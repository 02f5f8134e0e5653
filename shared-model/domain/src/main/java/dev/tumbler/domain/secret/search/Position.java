package dev.tumbler.domain.secret.search;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a secret stands in a listing. It is made of the secret alone, so it means the same whatever else is written. No
 * two secrets of an account and region share one, for it ends in the name.
 *
 * @param moment the date that is sorted by; the same for all where the name is
 * @param created sets apart secrets of the same moment; the same for all where the name is sorted by
 */
public record Position(Instant moment, Instant created, String name) implements Comparable<Position> {
    private static final Comparator<Position> ORDER = Comparator.comparing(Position::moment)
            .thenComparing(Position::created)
            .thenComparing(Position::name);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
