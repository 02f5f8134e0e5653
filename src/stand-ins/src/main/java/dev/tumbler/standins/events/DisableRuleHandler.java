package dev.tumbler.standins.events;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;

/** DisableRule: lets no events through. */
@Named("events.DisableRule")
@Singleton
public class DisableRuleHandler extends EventsHandler<DisableRuleRequest, DisableRuleResponse> {
    private final EventBus bus;

    @Inject
    public DisableRuleHandler(EventBus bus) {
        super("DisableRule", DisableRuleRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<DisableRuleResponse> answer(DisableRuleRequest request, EventsCall call) {
        return bus.rules()
                .turn(call.rule(request.name(), request.eventBusName()), Rule.DISABLED)
                .thenApply(turned -> DisableRuleResponse.builder().build());
    }
}
