package dev.tumbler.store;

import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretId;
import java.time.Instant;
import java.util.Locale;

/**
 * Every key of the table; README.md shows them in one page.
 *
 * <p>The parts of a key are joined by {@code #}. What callers choose is escaped, so that no choice of a name or region
 * makes two things meet under one key. Names as AWS allows them need no escape and rest as they are.
 */
final class Keys {
    static final String DUE_SECRETS = "DUE#SECRET";
    static final String DUE_DATABASES = "DUE#DATABASE";
    static final String TOLD_DATABASE_EVENTS = "TOLD#DBEVENT";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Keys() {}

    static Key secret(SecretId id) {
        return new Key(secretPartition(id), "SECRET");
    }

    /** A version's sealed value; the version's metadata rests with the secret. */
    static Key version(SecretId id, String versionId) {
        return new Key(secretPartition(id), "VERSION#" + versionId);
    }

    private static String secretPartition(SecretId id) {
        return join("SECRET", id.account(), id.region(), id.name());
    }

    static Key database(DatabaseId id) {
        String item = item(id.kind());
        return new Key(join(item, id.account(), id.region(), id.identifier()), item);
    }

    private static String item(DatabaseKind kind) {
        return switch (kind) {
            case INSTANCE -> "DBINSTANCE";
            case CLUSTER -> "DBCLUSTER";
        };
    }

    /** The listing of an account and region, which is spread over {@link Shards}. */
    static String secretListing(String account, String region) {
        return join("LIST", "SECRET", account, region);
    }

    /** Oldest first, then by name. */
    static Key secretListing(Secret secret) {
        SecretId id = secret.id();
        return new Key(
                Shards.of(secretListing(id.account(), id.region()), secret(id)),
                join(moment(secret.dates().created()), id.name()));
    }

    static String databaseListing(DatabaseKind kind, String account, String region) {
        return join("LIST", item(kind), account, region);
    }

    static Key databaseListing(DatabaseId id) {
        return new Key(
                Shards.of(databaseListing(id.kind(), id.account(), id.region()), database(id)),
                escape(id.identifier()));
    }

    static Key dueSecret(SecretId id, Instant due) {
        return new Key(Shards.of(DUE_SECRETS, secret(id)), join(moment(due), id.account(), id.region(), id.name()));
    }

    /** In front of everything that is due later than the moment, and behind everything that is due by then. */
    static String dueAfter(Instant moment) {
        return moment(moment.plusNanos(1));
    }

    /** Of both kinds, for they are started alike. */
    static Key dueDatabase(DatabaseId id, Instant due) {
        return new Key(
                Shards.of(DUE_DATABASES, database(id)),
                join(moment(due), id.account(), id.region(), item(id.kind()), id.identifier()));
    }

    static String startedDatabases(DatabaseKind kind) {
        return join("STARTED", item(kind));
    }

    static Key startedDatabase(DatabaseId id) {
        return new Key(
                Shards.of(startedDatabases(id.kind()), database(id)), join(id.account(), id.region(), id.identifier()));
    }

    /**
     * An event of a database, which rests beside it and outlives it.
     *
     * @param place among those of its write
     */
    static Key databaseEvent(DatabaseEvent event, int place, long writeId) {
        DatabaseId source = event.source();
        return new Key(
                join("DBEVENT", source.account(), source.region(), source.kind().wireName(), source.identifier()),
                join(
                        moment(event.date()),
                        String.format(Locale.ROOT, "%02d", place),
                        String.format(Locale.ROOT, "%016x", writeId)));
    }

    static String databaseEventListing(String account, String region) {
        return join("LIST", "DBEVENT", account, region);
    }

    /** Oldest first. */
    static Key databaseEventListing(DatabaseEvent event, Key key) {
        DatabaseId source = event.source();
        return new Key(Shards.of(databaseEventListing(source.account(), source.region()), key), key.sort());
    }

    /** Where events are found that may be forgotten. */
    static Key toldDatabaseEvent(Key key) {
        return new Key(Shards.of(TOLD_DATABASE_EVENTS, key), key.sort());
    }

    /** In front of everything that has this moment or a later one, and behind everything before. */
    static String from(Instant moment) {
        return moment(moment);
    }

    /** A moment as text that sorts as time does. */
    private static String moment(Instant moment) {
        if (moment.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("a moment before 1970: " + moment);
        }
        return String.format(Locale.ROOT, "%020d", nanos(moment));
    }

    /** Nanoseconds since 1970: exact, and one number; it ends in the year 2262. */
    static long nanos(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS_PER_SECOND), moment.getNano());
    }

    static Instant moment(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private static String join(String... parts) {
        StringBuilder joined = new StringBuilder();
        for (String part : parts) {
            joined.append(joined.isEmpty() ? "" : "#").append(escape(part));
        }
        return joined.toString();
    }

    private static String escape(String part) {
        StringBuilder escaped = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char each = part.charAt(i);
            if (each == '#' || each == '%' || each <= ' ') {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
