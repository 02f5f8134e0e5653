package dev.tumbler.router.local;

import dev.tumbler.domain.rotation.RotationRun;
import dev.tumbler.rotation.RotationEvent;
import dev.tumbler.scheduler.Step;
import dev.tumbler.secretsmanager.RotationFunctions;
import dev.tumbler.standins.RootKey;
import dev.tumbler.standins.lambda.FunctionInvoker;
import dev.tumbler.standins.lambda.InvocationResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.Optional;

/** Rotation steps in functions of one's own, which Secrets Manager invokes where their policies let it. */
@Singleton
public class FunctionSteps implements RotationFunctions {
    private static final String SECRETS_MANAGER = "secretsmanager.amazonaws.com";

    private final FunctionInvoker invoker;
    private final RootKey root;

    @Inject
    FunctionSteps(FunctionInvoker invoker, LocalData data) {
        this.invoker = invoker;
        this.root = data.root();
    }

    @Override
    public Uni<Boolean> invocable(String functionArn, String secretArn) {
        return invoker.mayInvoke(SECRETS_MANAGER, functionArn, secretArn);
    }

    Uni<Void> invoke(Step step, RotationRun run, String functionArn) {
        return invoker.invoke(functionArn, event(step, run).write())
                .invoke(FunctionSteps::check)
                .replaceWithVoid();
    }

    /** The answer does not count; why a function failed stands in its own log, and may tell a value. */
    private static void check(InvocationResult result) {
        if (result.failed()) {
            throw new IllegalStateException("the function failed; its log tells why");
        }
    }

    /** The rotation token is the same for all steps of a rotation, also after a restart, and nobody can guess it. */
    private RotationEvent event(Step step, RotationRun run) {
        byte[] token = root.derive("rotation of " + run.secretArn() + " to " + run.token());
        return new RotationEvent(
                step.wireName(),
                run.secretArn(),
                run.token(),
                Optional.of(HexFormat.of().formatHex(token)));
    }
}
