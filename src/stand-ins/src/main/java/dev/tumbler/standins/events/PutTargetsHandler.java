package dev.tumbler.standins.events;

import dev.tumbler.domain.Arn;
import dev.tumbler.domain.Border;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** PutTargets: adds targets to a rule, or changes those it has. */
@Named("events.PutTargets")
@Singleton
public class PutTargetsHandler extends EventsHandler<PutTargetsRequest, PutTargetsResponse> {
    private static final Set<String> OFFERED = Set.of("Id", "Arn", "RoleArn", "Input");

    private final EventBus bus;

    @Inject
    public PutTargetsHandler(EventBus bus) {
        super("PutTargets", PutTargetsRequest::builder);
        this.bus = bus;
    }

    @Override
    CompletionStage<PutTargetsResponse> answer(PutTargetsRequest request, EventsCall call) {
        request.targets().forEach(target -> check(target, call));
        List<RuleTarget> targets =
                request.targets().stream().map(PutTargetsHandler::target).toList();
        return bus.rules()
                .putTargets(call.rule(request.rule(), request.eventBusName()), targets)
                .thenApply(
                        rule -> PutTargetsResponse.builder().failedEntryCount(0).build());
    }

    private static void check(Target target, EventsCall call) {
        for (SdkField<?> field : target.sdkFields()) {
            if (!OFFERED.contains(field.locationName()) && field.getValueOrDefault(target) != null) {
                throw EventsErrors.notOffered(field.locationName());
            }
        }
        if (!target.arn().startsWith("arn:")) {
            throw EventsErrors.validation(
                    "Parameter " + target.arn() + " is not valid. Reason: Provided Arn is not in correct format.");
        }
        checkReach(target.arn(), call);
        if (target.input() != null && !Json.isValid(target.input())) {
            throw EventsErrors.validation("Parameter Input is not valid. Reason: it is not JSON.");
        }
    }

    /**
     * Of all targets only buses may be in other regions.
     *
     * @apiNote unsourced: AWS's words for a function of another region; these are those for a bus
     */
    private static void checkReach(String target, EventsCall call) {
        Arn.parse(target)
                .filter(arn -> arn.service().equals("lambda"))
                .flatMap(arn -> Border.between(call.action().caller(), arn, Border.First.REGION))
                .filter(border -> border == Border.REGION)
                .ifPresent(border -> {
                    throw EventsErrors.crossRegion();
                });
    }

    private static RuleTarget target(Target target) {
        return new RuleTarget(
                target.id(), target.arn(), Optional.ofNullable(target.roleArn()), Optional.ofNullable(target.input()));
    }
}
