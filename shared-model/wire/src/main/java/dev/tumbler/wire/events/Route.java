package dev.tumbler.wire.events;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseChanged;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.event.DomainEvent.RotationStarted;
import dev.tumbler.domain.event.DomainEvent.TestRotationStarted;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which function does the work that an event asks for. The local event router follows this table, and the rules in {@code
 * infra} are held to it by a test.
 */
public enum Route {
    ROTATION_STARTED(RotationStarted.class, "RotationStarted", "rotationDriver"),
    TEST_ROTATION_STARTED(TestRotationStarted.class, "TestRotationStarted", "rotationDriver"),
    DATABASE_CHANGED(DatabaseChanged.class, "DatabaseChanged", "serverConvergence"),
    REPLICATION_DUE(ReplicationDue.class, "ReplicationDue", "replicaConvergence");

    private final Class<? extends DomainEvent> event;
    private final String eventName;
    private final String handlerName;

    Route(Class<? extends DomainEvent> event, String eventName, String handlerName) {
        this.event = event;
        this.eventName = eventName;
        this.handlerName = handlerName;
    }

    /** The way of an event; empty where it asks for no work. */
    public static Optional<Route> of(DomainEvent event) {
        return Stream.of(values())
                .filter(route -> route.event.isInstance(event))
                .findFirst();
    }

    static Optional<Route> named(String eventName) {
        return Stream.of(values())
                .filter(route -> route.eventName.equals(eventName))
                .findFirst();
    }

    /** The event as rules name it, its {@code detail-type}. */
    public String eventName() {
        return eventName;
    }

    /** The function, by its name as a bean. */
    public String handlerName() {
        return handlerName;
    }
}
