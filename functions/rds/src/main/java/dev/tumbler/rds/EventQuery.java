package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.store.DatabaseEventStore.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.SourceType;

/**
 * What DescribeEvents asks for, once every rule on its parameters has been passed. Of the refusals only the one for a source
 * without a type is AWS's in its words; the others are ours.
 */
record EventQuery(DescribeEventsRequest request) {
    private static final int USUAL_MINUTES = 60;

    EventQuery {
        if (request.sourceIdentifier() != null && request.sourceTypeAsString() == null) {
            throw invalidCombination("Cannot specify source identifier without source type");
        }
        if (request.sourceType() == SourceType.UNKNOWN_TO_SDK_VERSION) {
            throw invalidValue("Invalid source type: " + request.sourceTypeAsString());
        }
        if (request.duration() != null && request.duration() < 1) {
            throw invalidValue("Invalid duration: " + request.duration());
        }
    }

    /**
     * The stretch of time: the last hour unless more is said, and never what is older than RDS keeps. A start alone goes on
     * until now, unless a duration ends it.
     */
    Span span(Caller caller, Instant now) {
        Duration duration =
                Duration.ofMinutes(Optional.ofNullable(request.duration()).orElse(USUAL_MINUTES));
        Instant end = Optional.ofNullable(request.endTime()).orElseGet(() -> end(duration, now));
        Instant start = Optional.ofNullable(request.startTime()).orElseGet(() -> end.minus(duration));
        if (start.isAfter(end)) {
            throw invalidCombination("The start time must not be after the end time.");
        }
        Instant kept = now.minus(EventRetention.KEPT);
        return new Span(
                caller.account(),
                caller.region(),
                between(kept, start, now.plus(EventRetention.KEPT)),
                between(kept.minusNanos(1), end, now.plus(EventRetention.KEPT)));
    }

    /** Keeps to moments that may have events: the store cannot count to every moment that a request can name. */
    private static Instant between(Instant least, Instant moment, Instant most) {
        return moment.isBefore(least) ? least : moment.isAfter(most) ? most : moment;
    }

    private Instant end(Duration duration, Instant now) {
        boolean fromStart = request.startTime() != null && request.duration() != null;
        return fromStart ? request.startTime().plus(duration) : now;
    }

    boolean passes(DatabaseEvent event) {
        return (request.sourceType() == null
                        || request.sourceType() == type(event.source().kind()))
                && (request.sourceIdentifier() == null
                        || request.sourceIdentifier()
                                .toLowerCase(Locale.ROOT)
                                .equals(event.source().identifier()))
                && (!request.hasEventCategories() || request.eventCategories().contains(event.category()));
    }

    static SourceType type(DatabaseKind kind) {
        return switch (kind) {
            case INSTANCE -> SourceType.DB_INSTANCE;
            case CLUSTER -> SourceType.DB_CLUSTER;
        };
    }
}
