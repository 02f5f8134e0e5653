package dev.tumbler.wire.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What happened to a database as AWS tells it on the bus. */
public final class RdsEvents {
    private final Supplier<UUID> ids;

    public RdsEvents(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** The event that AWS sends; empty for what RDS does not tell. */
    public Optional<Event> of(DomainEvent event) {
        return event instanceof DatabaseTold told ? Optional.of(of(told.event())) : Optional.empty();
    }

    private Event of(DatabaseEvent event) {
        DatabaseId source = event.source();
        boolean cluster = source.kind() == DatabaseKind.CLUSTER;
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.putArray("EventCategories").add(event.category());
        detail.put("SourceType", cluster ? "CLUSTER" : "DB_INSTANCE");
        detail.put("SourceArn", source.arn());
        detail.put("Date", event.date().truncatedTo(ChronoUnit.MILLIS).toString());
        detail.put("Message", event.message());
        detail.put("SourceIdentifier", source.identifier());
        detail.put("EventID", event.eventId());
        return new Event(
                ids.get().toString(),
                new BusId(source.account(), source.region()),
                event.date(),
                "aws.rds",
                cluster ? "RDS DB Cluster Event" : "RDS DB Instance Event",
                List.of(source.arn()),
                detail);
    }
}
