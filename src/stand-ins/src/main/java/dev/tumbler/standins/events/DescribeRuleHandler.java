package dev.tumbler.standins.events;

import dev.tumbler.wire.events.BusId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;

/** DescribeRule: everything about a rule but its targets. */
@Named("events.DescribeRule")
@Singleton
public class DescribeRuleHandler extends EventsHandler<DescribeRuleRequest, DescribeRuleResponse> {
    private final EventBus bus;

    @Inject
    public DescribeRuleHandler(EventBus bus) {
        super("DescribeRule", DescribeRuleRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<DescribeRuleResponse> answer(DescribeRuleRequest request, EventsCall call) {
        return bus.rules()
                .find(call.rule(request.name(), request.eventBusName()))
                .thenApply(rule -> DescribeRuleResponse.builder()
                        .name(rule.id().name())
                        .arn(rule.id().arn())
                        .eventPattern(rule.pattern())
                        .state(rule.state())
                        .description(rule.description().orElse(null))
                        .roleArn(rule.roleArn().orElse(null))
                        .eventBusName(BusId.NAME)
                        .createdBy(rule.id().bus().account())
                        .build());
    }
}
