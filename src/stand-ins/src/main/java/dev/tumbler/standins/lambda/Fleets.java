package dev.tumbler.standins.lambda;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs functions, each where its code is. */
final class Fleets {
    private final SandboxLauncher launcher;
    private final ServedFunctions served;
    private final Map<FunctionId, Fleet> fleets = new HashMap<>();

    Fleets(SandboxLauncher launcher, Vertx vertx) {
        this.launcher = launcher;
        this.served = new ServedFunctions(vertx);
    }

    CompletionStage<InvocationResult> invoke(LambdaFunction function, Invocation invocation) {
        return function.code() instanceof FunctionCode.Served code
                ? served.invoke(function, code, invocation)
                : fleet(function).invoke(invocation);
    }

    private synchronized Fleet fleet(LambdaFunction function) {
        Fleet present = fleets.get(function.id());
        if (present != null && present.serves(function)) {
            return present;
        }
        if (present != null) {
            present.retire();
        }
        Fleet next = new Fleet(function, launcher);
        fleets.put(function.id(), next);
        return next;
    }

    /** Lets the processes of a function go that has changed or is gone; completes when the last one has ended. */
    synchronized CompletionStage<Void> retire(FunctionId id) {
        Fleet fleet = fleets.remove(id);
        return fleet == null ? CompletableFuture.completedStage(null) : fleet.retire();
    }

    /** Kills every process; completes when all have ended. */
    CompletionStage<Void> close() {
        List<Fleet> all;
        synchronized (this) {
            all = List.copyOf(fleets.values());
        }
        served.close();
        return CompletableFuture.allOf(
                all.stream().map(fleet -> fleet.kill().toCompletableFuture()).toArray(CompletableFuture[]::new));
    }
}
