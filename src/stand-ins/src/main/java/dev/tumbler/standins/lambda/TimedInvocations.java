package dev.tumbler.standins.lambda;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Hands a process one event again and again, and notes when it asks for it and when it has answered. */
final class TimedInvocations implements RuntimeApi.Listener {
    private final LambdaFunction function;
    private final byte[] event;
    private final int wanted;
    private final SandboxClock clock;
    private final CompletableFuture<Long> firstAsked = new CompletableFuture<>();
    private final CompletableFuture<List<Duration>> answered = new CompletableFuture<>();
    private final List<Duration> times = new ArrayList<>();
    private long handedOver;

    TimedInvocations(LambdaFunction function, byte[] event, int wanted, SandboxClock clock) {
        this.function = function;
        this.event = event;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** When it asked for the first time, by the clock's nanoseconds. */
    CompletableFuture<Long> firstAsked() {
        return firstAsked;
    }

    /** How long each answer took; complete when the process waits for one event more than it is to have. */
    CompletableFuture<List<Duration>> answered() {
        return answered;
    }

    @Override
    public synchronized void next(HttpServerResponse response) {
        firstAsked.complete(clock.nanoTime());
        if (times.size() == wanted) {
            answered.complete(List.copyOf(times));
            return;
        }
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event);
        handedOver = clock.nanoTime();
        RuntimeApi.deliver(response, invocation, function, clock.now());
    }

    @Override
    public synchronized boolean answered(String requestId, InvocationResult result) {
        times.add(Duration.ofNanos(clock.nanoTime() - handedOver));
        if (result.failed()) {
            failed(errorMessage(result.payload()));
        }
        return true;
    }

    @Override
    public void failedToStart(byte[] error) {
        failed(errorMessage(error));
    }

    /** The process is gone. */
    void exited(int status) {
        failed("it ended with status " + status);
    }

    private void failed(String reason) {
        FunctionFailed failure = new FunctionFailed(function.id().name() + ": " + reason);
        firstAsked.completeExceptionally(failure);
        answered.completeExceptionally(failure);
    }

    private static String errorMessage(byte[] error) {
        return new JsonObject(Buffer.buffer(error)).getString("errorMessage");
    }
}
