package dev.tumbler.standins.events;

import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.events.BusId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;

/** ListRules: the rules of a bus, by name. */
@Named("events.ListRules")
@Singleton
public class ListRulesHandler extends EventsHandler<ListRulesRequest, ListRulesResponse> {
    private final EventBus bus;

    @Inject
    public ListRulesHandler(EventBus bus) {
        super("ListRules", ListRulesRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<ListRulesResponse> answer(ListRulesRequest request, EventsCall call) {
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        return bus.rules().all(call.bus(request.eventBusName())).thenApply(all -> {
            List<Rule> wanted = all.stream()
                    .filter(rule -> rule.id().name().startsWith(prefix))
                    .toList();
            Page<Rule> page = Listing.page(wanted, rule -> rule.id().name(), request.nextToken(), request.limit());
            return ListRulesResponse.builder()
                    .rules(page.items().stream().map(ListRulesHandler::entry).toList())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    private static software.amazon.awssdk.services.eventbridge.model.Rule entry(Rule rule) {
        return software.amazon.awssdk.services.eventbridge.model.Rule.builder()
                .name(rule.id().name())
                .arn(rule.id().arn())
                .eventPattern(rule.pattern())
                .state(rule.state())
                .description(rule.description().orElse(null))
                .roleArn(rule.roleArn().orElse(null))
                .eventBusName(BusId.NAME)
                .build();
    }
}
