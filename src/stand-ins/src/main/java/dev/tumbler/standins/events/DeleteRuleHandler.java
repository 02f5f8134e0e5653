package dev.tumbler.standins.events;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;

/** DeleteRule: removes a rule that has no targets. */
@Named("events.DeleteRule")
@Singleton
public class DeleteRuleHandler extends EventsHandler<DeleteRuleRequest, DeleteRuleResponse> {
    private final EventBus bus;

    @Inject
    public DeleteRuleHandler(EventBus bus) {
        super("DeleteRule", DeleteRuleRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<DeleteRuleResponse> answer(DeleteRuleRequest request, EventsCall call) {
        return bus.rules()
                .delete(call.rule(request.name(), request.eventBusName()))
                .thenApply(deleted -> DeleteRuleResponse.builder().build());
    }
}
