package dev.tumbler.standins.events;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;

/** PutRule: makes a rule, or gives one everything anew but its targets. */
@Named("events.PutRule")
@Singleton
public class PutRuleHandler extends EventsHandler<PutRuleRequest, PutRuleResponse> {
    private final EventBus bus;

    @Inject
    public PutRuleHandler(EventBus bus) {
        super("PutRule", PutRuleRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<PutRuleResponse> answer(PutRuleRequest request, EventsCall call) {
        refuseWhatIsNotOffered(request);
        Rule wanted = new Rule(
                call.rule(request.name(), request.eventBusName()),
                request.eventPattern(),
                Optional.ofNullable(request.stateAsString()).orElse(Rule.ENABLED),
                Optional.ofNullable(request.description()),
                Optional.ofNullable(request.roleArn()),
                List.of());
        return CompletableFuture.supplyAsync(() -> EventPattern.parse(wanted.pattern()), EventPattern.worker())
                .thenCompose(valid -> bus.rules().put(wanted))
                .thenApply(rule ->
                        PutRuleResponse.builder().ruleArn(rule.id().arn()).build());
    }

    private static void refuseWhatIsNotOffered(PutRuleRequest request) {
        if (request.scheduleExpression() != null
                && !request.scheduleExpression().isEmpty()) {
            throw EventsErrors.notOffered("ScheduleExpression");
        }
        if (request.hasTags()) {
            throw EventsErrors.notOffered("Tags");
        }
        if (request.eventPattern() == null || request.eventPattern().isEmpty()) {
            throw EventsErrors.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
    }
}
