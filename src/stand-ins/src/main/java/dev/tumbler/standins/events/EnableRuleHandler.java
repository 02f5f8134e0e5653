package dev.tumbler.standins.events;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;

/** EnableRule: lets events through again. */
@Named("events.EnableRule")
@Singleton
public class EnableRuleHandler extends EventsHandler<EnableRuleRequest, EnableRuleResponse> {
    private final EventBus bus;

    @Inject
    public EnableRuleHandler(EventBus bus) {
        super("EnableRule", EnableRuleRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<EnableRuleResponse> answer(EnableRuleRequest request, EventsCall call) {
        return bus.rules()
                .turn(call.rule(request.name(), request.eventBusName()), Rule.ENABLED)
                .thenApply(turned -> EnableRuleResponse.builder().build());
    }
}
