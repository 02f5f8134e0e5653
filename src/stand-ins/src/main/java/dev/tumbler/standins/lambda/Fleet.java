package dev.tumbler.standins.lambda;

import dev.tumbler.standins.lambda.Runtimes.NoEntrypoint;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The processes of one function, as its code and settings are now. One that has answered waits for more work, and ends
 * when there was none for a while; several invocations at once get a process each.
 */
final class Fleet {
    /** Each is a program of its own on one machine: far fewer than AWS's thousand. */
    private static final int MOST_PROCESSES = 10;

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final LambdaFunction function;
    private final SandboxLauncher launcher;
    private final Vertx vertx;
    private final Executor blocking;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<Sandbox> all = new HashSet<>();
    private int starting;
    private boolean retired;
    private boolean killed;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    /** A process that waits for work, and what ends it when there is none. */
    private record Idle(Sandbox sandbox, long timer) {}

    Fleet(LambdaFunction function, SandboxLauncher launcher) {
        this.function = function;
        this.launcher = launcher;
        this.vertx = launcher.vertx();
        this.blocking = launcher.blocking();
    }

    /** Whether its processes run the function as it is, or as it became meanwhile. */
    boolean serves(LambdaFunction wanted) {
        return function.runsAs(wanted) || function.modified().isAfter(wanted.modified());
    }

    /** Fails with AWS's throttling where there are too many at once. */
    CompletionStage<InvocationResult> invoke(Invocation invocation) {
        return CompletableFuture.supplyAsync(this::take, blocking)
                .thenCompose(Function.identity())
                .thenComposeAsync(sandbox -> invoke(sandbox, invocation), blocking)
                .exceptionally(failure -> noEntrypoint(failure, invocation));
    }

    private CompletionStage<InvocationResult> invoke(Sandbox sandbox, Invocation invocation) {
        return sandbox.invoke(invocation).thenCompose(result -> {
            giveBack(sandbox);
            return result.isPresent() ? CompletableFuture.completedStage(result.get()) : invoke(invocation);
        });
    }

    private static InvocationResult noEntrypoint(Throwable failure, Invocation invocation) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof NoEntrypoint none) {
            return FunctionFailure.noEntrypoint(invocation.requestId(), none.getMessage());
        }
        throw new CompletionException(cause);
    }

    private CompletionStage<Sandbox> take() {
        Optional<Sandbox> warm = reserve();
        return warm.isPresent()
                ? CompletableFuture.completedStage(warm.get())
                : launcher.launch(function).whenComplete(this::launched);
    }

    /** A process that waits, the one that worked last; or none, and then there is room for a new one. */
    private synchronized Optional<Sandbox> reserve() {
        if (killed) {
            throw new IllegalStateException("the router stops");
        }
        while (!idle.isEmpty()) {
            Idle last = idle.removeLast();
            vertx.cancelTimer(last.timer());
            if (last.sandbox().usable()) {
                return Optional.of(last.sandbox());
            }
        }
        if (all.size() + starting >= MOST_PROCESSES) {
            throw LambdaErrors.tooManyRequests();
        }
        starting++;
        return Optional.empty();
    }

    private synchronized void launched(Sandbox sandbox, Throwable failure) {
        starting--;
        if (failure == null) {
            all.add(sandbox);
            sandbox.gone().thenRun(() -> forget(sandbox));
            if (killed) {
                sandbox.end();
            }
        }
        completeIfGone();
    }

    private synchronized void forget(Sandbox sandbox) {
        all.remove(sandbox);
        idle.stream().filter(each -> each.sandbox().equals(sandbox)).forEach(each -> vertx.cancelTimer(each.timer()));
        idle.removeIf(each -> each.sandbox().equals(sandbox));
        completeIfGone();
    }

    private synchronized void giveBack(Sandbox sandbox) {
        if (retired) {
            sandbox.end();
        } else if (sandbox.usable()) {
            idle.addLast(new Idle(sandbox, vertx.setTimer(IDLE.toMillis(), timer -> endIdle(sandbox))));
        }
    }

    private synchronized void endIdle(Sandbox sandbox) {
        if (idle.removeIf(each -> each.sandbox().equals(sandbox))) {
            sandbox.end();
        }
    }

    /** Ends what waits now, and what works as soon as it has answered; completes when no process is left. */
    synchronized CompletionStage<Void> retire() {
        retired = true;
        idle.forEach(each -> each.sandbox().end());
        completeIfGone();
        return gone;
    }

    /** Ends all of it now. */
    synchronized CompletionStage<Void> kill() {
        killed = true;
        all.forEach(Sandbox::end);
        return retire();
    }

    private void completeIfGone() {
        if (retired && starting == 0 && all.isEmpty()) {
            gone.complete(null);
        }
    }
}
