package dev.tumbler.router.local;

import dev.tumbler.standins.events.EventBus;
import dev.tumbler.standins.events.EventLog;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import software.amazon.awssdk.regions.Region;

/** The last events on the bus, one JSON object a line, and, for whoever follows, those that come. */
@Path("/_tumbler/events")
@Produces(MediaType.TEXT_PLAIN)
@TokenRequired
public class EventsResource {
    /** A follower that is further behind is let go, so that nobody who never reads fills the memory. */
    private static final int FURTHEST_BEHIND = 5000;

    private final EventBus bus;
    private final EventLog log;
    private final String account;

    @Inject
    EventsResource(EventBus bus, LocalConfig config) {
        this.bus = bus;
        this.log = bus.log();
        this.account = config.account();
    }

    /**
     * The events.
     *
     * @param follow whether to go on with those that come
     * @param rule the rule that must have matched them, if any must; one that no region has is refused
     * @param region where the rule is looked for besides AWS's own regions
     */
    @GET
    public RestMulti<String> events(
            @RestQuery boolean follow, @RestQuery Optional<String> rule, @RestQuery Optional<String> region) {
        return RestMulti.fromUniResponse(
                isKnown(rule, region),
                known -> known ? lines(follow, rule) : unknown(rule.orElseThrow()),
                known -> Map.of(),
                known -> known ? RestResponse.StatusCode.OK : RestResponse.StatusCode.NOT_FOUND);
    }

    private static Multi<String> unknown(String rule) {
        return Multi.createFrom().item("There is no rule " + rule + ".");
    }

    /** A rule that is gone may have matched events that are still here. */
    private Uni<Boolean> isKnown(Optional<String> rule, Optional<String> region) {
        if (rule.isEmpty()
                || log.entries().stream().anyMatch(entry -> entry.rules().contains(rule.get()))) {
            return Uni.createFrom().item(true);
        }
        return Multi.createFrom()
                .items(Stream.concat(region.stream(), Region.regions().stream().map(Region::id))
                        .distinct())
                .onItem()
                .transformToUniAndConcatenate(
                        each -> Uni.createFrom().completionStage(() -> bus.hasRule(account, each, rule.get())))
                .filter(has -> has)
                .toUni()
                .map(found -> found != null);
    }

    private Multi<String> lines(boolean follow, Optional<String> rule) {
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
