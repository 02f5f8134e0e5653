package dev.tumbler.standins.events;

import dev.tumbler.domain.store.Page;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** ListTargetsByRule: the targets of a rule, by id. */
@Named("events.ListTargetsByRule")
@Singleton
public class ListTargetsByRuleHandler extends EventsHandler<ListTargetsByRuleRequest, ListTargetsByRuleResponse> {
    private final EventBus bus;

    @Inject
    public ListTargetsByRuleHandler(EventBus bus) {
        super("ListTargetsByRule", ListTargetsByRuleRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<ListTargetsByRuleResponse> answer(ListTargetsByRuleRequest request, EventsCall call) {
        return bus.rules()
                .find(call.rule(request.rule(), request.eventBusName()))
                .thenApply(rule -> {
                    List<RuleTarget> sorted = rule.targets().stream()
                            .sorted(Comparator.comparing(RuleTarget::id))
                            .toList();
                    Page<RuleTarget> page = Listing.page(sorted, RuleTarget::id, request.nextToken(), request.limit());
                    return ListTargetsByRuleResponse.builder()
                            .targets(page.items().stream()
                                    .map(ListTargetsByRuleHandler::entry)
                                    .toList())
                            .nextToken(page.next().orElse(null))
                            .build();
                });
    }

    private static Target entry(RuleTarget target) {
        return Target.builder()
                .id(target.id())
                .arn(target.arn())
                .roleArn(target.roleArn().orElse(null))
                .input(target.input().orElse(null))
                .build();
    }
}
