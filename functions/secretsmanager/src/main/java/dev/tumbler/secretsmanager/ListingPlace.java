package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.search.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a listing of secrets goes on.
 *
 * @param after the store's own position, from which its listing is read; empty for its beginning
 * @param last the last secret that is done with; what the store lists up to here is passed over
 */
record ListingPlace(Optional<String> after, Position last) {
    private static final String BETWEEN = "\n";
    private static final int PARTS = 4;

    /** The store's position comes last, for it may be any text; a name has no line break. */
    String text() {
        return String.join(BETWEEN, last.moment().toString(), last.created().toString(), last.name(), after.orElse(""));
    }

    /** Reads what {@link #text} wrote. */
    static ListingPlace read(String text) {
        String[] parts = text.split(BETWEEN, PARTS);
        Position last = new Position(Instant.parse(parts[0]), Instant.parse(parts[1]), parts[2]);
        return new ListingPlace(Optional.of(parts[3]).filter(after -> !after.isEmpty()), last);
    }
}
