package dev.tumbler.domain.secret;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When things happened to a secret.
 *
 * @param changed the last change of anything but its access date
 * @param valueChanged when AWSCURRENT last came to another version, whoever moved it; a schedule counts from here
 * @param accessed the day of the last read, at midnight UTC
 * @param deletion when the secret may be purged; present while it is scheduled for deletion
 */
public record Dates(
        Instant created,
        Instant changed,
        Instant valueChanged,
        Optional<Instant> accessed,
        Optional<Instant> deletion) {

    static Dates createdAt(Instant now) {
        return new Dates(now, now, now, Optional.empty(), Optional.empty());
    }

    Dates changedAt(Instant now) {
        return new Dates(created, now, valueChanged, accessed, deletion);
    }

    Dates valueChangedAt(Instant now) {
        return new Dates(created, now, now, accessed, deletion);
    }

    Dates accessedOn(Instant day) {
        return new Dates(created, changed, valueChanged, Optional.of(day), deletion);
    }

    Dates deletedAt(Optional<Instant> when, Instant now) {
        return new Dates(created, now, valueChanged, accessed, when);
    }

    static Instant day(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
    }
}
