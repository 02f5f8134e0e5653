package dev.tumbler.standins.events;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;

/** RemoveTargets: takes targets away from a rule; one that it does not have is no error. */
@Named("events.RemoveTargets")
@Singleton
public class RemoveTargetsHandler extends EventsHandler<RemoveTargetsRequest, RemoveTargetsResponse> {
    private final EventBus bus;

    @Inject
    public RemoveTargetsHandler(EventBus bus) {
        super("RemoveTargets", RemoveTargetsRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<RemoveTargetsResponse> answer(RemoveTargetsRequest request, EventsCall call) {
        return bus.rules()
                .removeTargets(call.rule(request.rule(), request.eventBusName()), request.ids())
                .thenApply(rule ->
                        RemoveTargetsResponse.builder().failedEntryCount(0).build());
    }
}
