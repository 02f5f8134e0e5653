package dev.tumbler.router.local;

import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.rotation.RotationEvent;
import dev.tumbler.rotation.RotationStep;
import dev.tumbler.scheduler.Step;
import dev.tumbler.scheduler.StepInvoker;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the steps of rotations: by the function that a secret names, else in this process, each the handler that is deployed
 * to AWS Lambda.
 */
@Singleton
public class LocalSteps implements StepInvoker {
    private final FunctionSteps functions;
    private final Map<String, RotationStep> steps;

    @Inject
    public LocalSteps(FunctionSteps functions, @All List<RotationStep> all) {
        this.functions = functions;
        steps = all.stream().collect(Collectors.toMap(RotationStep::name, Function.identity()));
    }

    @Override
    public Uni<Void> invoke(Step step, RotationRun run) {
        return run.function()
                .map(function -> functions.invoke(step, run, function))
                .orElseGet(() -> managed(step, run));
    }

    private Uni<Void> managed(Step step, RotationRun run) {
        return Uni.createFrom().deferred(() -> steps.get(step.wireName())
                .apply(new RotationEvent(step.wireName(), run.secretArn(), run.token(), Optional.empty())));
    }
}
