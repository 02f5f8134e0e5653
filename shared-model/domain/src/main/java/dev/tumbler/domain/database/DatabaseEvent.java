package dev.tumbler.domain.database;

import java.time.Instant;

/**
 * What RDS tells of a database: to whoever asks for events, and to the event bus.
 *
 * @param eventId AWS's number for it, such as {@code RDS-EVENT-0005}
 * @param message for people; it never holds a password
 */
public record DatabaseEvent(DatabaseId source, String eventId, String category, String message, Instant date) {}
