package dev.tumbler.domain.store;

import dev.tumbler.domain.database.DatabaseEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where the events of databases are read and forgotten. They are stored by the stores of databases and secrets, each in one
 * write with the change that it tells of, so that no crash parts the two.
 */
public interface DatabaseEventStore {

    /** A stretch of time in one account and region. */
    record Span(String account, String region, Instant from, Instant until) {}

    /**
     * The events in a stretch of time, its ends included, oldest first.
     *
     * @param after the {@code next} of the page before; empty for the first page
     */
    CompletionStage<Page<DatabaseEvent>> list(Span span, Optional<String> after, int limit);

    /** Removes events that are older than that, some at a time; the answer says how many were there to remove. */
    CompletionStage<Integer> forget(Instant before, int limit);
}
