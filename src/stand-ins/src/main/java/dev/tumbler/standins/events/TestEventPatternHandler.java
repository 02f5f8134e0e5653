package dev.tumbler.standins.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** TestEventPattern: whether a pattern matches an event. */
@Named("events.TestEventPattern")
@Singleton
public class TestEventPatternHandler extends EventsHandler<TestEventPatternRequest, TestEventPatternResponse> {
    /** What AWS wants of an event; the words for what is missing are ours. */
    private static final List<String> REQUIRED =
            List.of("id", "detail-type", "source", "account", "time", "region", "resources");

    public TestEventPatternHandler() {
        super("TestEventPattern", TestEventPatternRequest::builder);
    }

    @Override
    CompletionStage<TestEventPatternResponse> answer(TestEventPatternRequest request, EventsCall call) {
        ObjectNode event = Json.object(request.event())
                .orElseThrow(
                        () -> EventsErrors.validation("Parameter Event is not valid. Reason: it is no JSON object."));
        for (String name : REQUIRED) {
            if (!event.has(name)) {
                throw EventsErrors.validation("Parameter Event is not valid. Reason: " + name + " is required.");
            }
        }
        return CompletableFuture.supplyAsync(
                        () -> EventPattern.parse(request.eventPattern()).matches(event), EventPattern.worker())
                .thenApply(matches ->
                        TestEventPatternResponse.builder().result(matches).build());
    }
}
