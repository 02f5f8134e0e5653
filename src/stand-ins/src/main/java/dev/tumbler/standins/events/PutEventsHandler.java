package dev.tumbler.standins.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.wire.events.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** PutEvents: puts events of the caller on the bus, each for itself. */
@Named("events.PutEvents")
@Singleton
public class PutEventsHandler extends EventsHandler<PutEventsRequest, PutEventsResponse> {
    private final EventBus bus;

    @Inject
    public PutEventsHandler(EventBus bus) {
        super("PutEvents", PutEventsRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<PutEventsResponse> answer(PutEventsRequest request, EventsCall call) {
        List<CompletableFuture<PutEventsResultEntry>> entries = new ArrayList<>();
        for (PutEventsRequestEntry entry : request.entries()) {
            entries.add(put(entry, call).toCompletableFuture());
        }
        return CompletableFuture.allOf(entries.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        answer(entries.stream().map(CompletableFuture::join).toList()));
    }

    private static PutEventsResponse answer(List<PutEventsResultEntry> entries) {
        long failed =
                entries.stream().filter(entry -> entry.errorCode() != null).count();
        return PutEventsResponse.builder()
                .failedEntryCount(Math.toIntExact(failed))
                .entries(entries)
                .build();
    }

    private CompletionStage<PutEventsResultEntry> put(PutEventsRequestEntry entry, EventsCall call) {
        Optional<PutEventsResultEntry> refusal = refusal(entry);
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal.get());
        }
        Optional<ObjectNode> detail = Json.object(entry.detail());
        if (detail.isEmpty()) {
            return CompletableFuture.completedStage(refused("MalformedDetail", "Detail is malformed."));
        }
        Event event = new Event(
                UUID.randomUUID().toString(),
                call.bus(entry.eventBusName()),
                Optional.ofNullable(entry.time()).orElseGet(() -> bus.clock().instant()),
                entry.source(),
                entry.detailType(),
                entry.resources(),
                detail.get());
        return bus.publish(event)
                .thenApply(done ->
                        PutEventsResultEntry.builder().eventId(event.id()).build());
    }

    private static Optional<PutEventsResultEntry> refusal(PutEventsRequestEntry entry) {
        if (isEmpty(entry.source())) {
            return missing("Source");
        }
        if (isEmpty(entry.detailType())) {
            return missing("DetailType");
        }
        if (isEmpty(entry.detail())) {
            return missing("Detail");
        }
        return entry.source().startsWith("aws.")
                ? Optional.of(refused("NotAuthorizedForSourceException", "Not authorized for the source."))
                : Optional.empty();
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private static Optional<PutEventsResultEntry> missing(String name) {
        return Optional.of(refused(
                "InvalidArgument",
                "Parameter " + name + " is not valid. Reason: " + name + " is a required argument."));
    }

    private static PutEventsResultEntry refused(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
