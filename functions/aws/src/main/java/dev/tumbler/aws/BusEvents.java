package dev.tumbler.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.store.EventSink;
import dev.tumbler.wire.events.Event;
import dev.tumbler.wire.events.RdsEvents;
import dev.tumbler.wire.events.Route;
import dev.tumbler.wire.events.SecretsManagerEvents;
import dev.tumbler.wire.events.WorkEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Puts what happened on a bus of EventBridge: as AWS would tell it, for whoever listens, and as a nudge for the function that
 * has work to do. EventBridge takes no event whose source begins with {@code aws.}, so {@code tumbler.} stands there.
 *
 * <p>An event that cannot be sent is logged and is not sent again. The work rests in the store, where the scheduler finds it
 * within a minute.
 */
final class BusEvents implements EventSink {
    private static final Logger LOG = Logger.getLogger(BusEvents.class);

    /** What one call of PutEvents takes. */
    private static final int MOST_ENTRIES = 10;

    private final EventBridgeAsyncClient client;
    private final String bus;
    private final SecretsManagerEvents secretsManager;
    private final RdsEvents rds = new RdsEvents(UUID::randomUUID);

    BusEvents(EventBridgeAsyncClient client, String bus, InstantSource clock) {
        this.client = client;
        this.bus = bus;
        this.secretsManager = new SecretsManagerEvents(clock, UUID::randomUUID);
    }

    @Override
    public CompletionStage<Void> accept(List<DomainEvent> events) {
        List<PutEventsRequestEntry> entries =
                events.stream().flatMap(this::entries).toList();
        return CompletableFuture.allOf(
                IntStream.iterate(0, start -> start < entries.size(), start -> start + MOST_ENTRIES)
                        .mapToObj(start -> entries.subList(start, Math.min(start + MOST_ENTRIES, entries.size())))
                        .map(this::put)
                        .toArray(CompletableFuture[]::new));
    }

    private Stream<PutEventsRequestEntry> entries(DomainEvent event) {
        Optional<PutEventsRequestEntry> told =
                secretsManager.of(event).or(() -> rds.of(event)).map(this::told);
        Optional<PutEventsRequestEntry> nudge =
                Route.of(event).map(route -> entry(WorkEvent.SOURCE, route.eventName(), WorkEvent.detail(event)));
        return Stream.concat(told.stream(), nudge.stream());
    }

    private PutEventsRequestEntry told(Event event) {
        String source = event.source().replaceFirst("^aws[.]", "tumbler.");
        return entry(source, event.detailType(), event.detail()).toBuilder()
                .time(event.time())
                .resources(event.resources())
                .build();
    }

    private PutEventsRequestEntry entry(String source, String detailType, ObjectNode detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(detailType)
                .detail(detail.toString())
                .build();
    }

    private CompletableFuture<Void> put(List<PutEventsRequestEntry> entries) {
        return client.putEvents(request -> request.entries(entries)).handle((answer, failure) -> {
            if (failure != null) {
                LOG.errorf(failure, "Events could not be sent to %s", bus);
            } else {
                refused(answer).forEach(reason -> LOG.errorf("%s refused an event: %s", bus, reason));
            }
            return null;
        });
    }

    private static Stream<String> refused(PutEventsResponse answer) {
        return answer.entries().stream()
                .filter(entry -> entry.errorCode() != null)
                .map(entry -> entry.errorCode() + ": " + entry.errorMessage());
    }
}
