package dev.tumbler.router.local;

import dev.tumbler.standins.events.EventBus;
import dev.tumbler.standins.events.EventLog;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The last events on the bus, one JSON object a line, and, for whoever follows, those that come. */
@Path("/_tumbler/events")
@Produces(MediaType.TEXT_PLAIN)
public class EventsResource {
    /** A follower that is further behind is let go, so that nobody who never reads fills the memory. */
    private static final int FURTHEST_BEHIND = 5000;

    private final EventLog log;

    @Inject
    EventsResource(EventBus bus) {
        this.log = bus.log();
    }

    /**
     * The events.
     *
     * @param follow whether to go on with those that come
     * @param rule the rule that must have matched them, if any must
     */
    @GET
    public Multi<String> events(@RestQuery boolean follow, @RestQuery Optional<String> rule) {
        return (follow ? followed() : Multi.createFrom().iterable(log.entries()))
                .select()
                .where(entry -> rule.map(entry.rules()::contains).orElse(true))
                .map(entry -> entry.json() + "\n");
    }

    /** Whoever follows is let go before the router waits for the calls that are under way. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        log.close();
    }

    private Multi<EventLog.Entry> followed() {
        return Multi.createFrom()
                .emitter(
                        emitter -> emitter.onTermination(log.follow(emitter::emit, emitter::complete)),
                        FURTHEST_BEHIND);
    }
}
