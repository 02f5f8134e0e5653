package dev.tumbler.standins.lambda;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * One process of a function and what it is doing. It serves one invocation at a time; the first one waits until the
 * process asks for it.
 *
 * <table>
 * <caption>How an invocation ends</caption>
 * <tr><th>what happens</th><th>the answer</th><th>the process</th></tr>
 * <tr><td>it answers, or reports an error</td><td>just that</td><td>is used again</td></tr>
 * <tr><td>it reports that it cannot begin</td><td>that error</td><td>is killed</td></tr>
 * <tr><td>it ends</td><td>{@code Runtime.ExitError}</td><td>is gone</td></tr>
 * <tr><td>its time is over</td><td>{@code Sandbox.Timedout}</td><td>is killed</td></tr>
 * <tr><td>a warm one ended before it asked for the invocation</td><td>none</td><td>another one gets it</td></tr>
 * </table>
 */
final class Sandbox implements RuntimeApi.Listener {
    private static final Logger LOG = Logger.getLogger(Sandbox.class);

    /** What a process has to begin, besides the time that the function has, as in AWS. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private final LambdaFunction function;
    private final Vertx vertx;
    private final Executor blocking;
    private final SandboxClock clock;
    private final FunctionLog log;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private RuntimeApi api;
    private FunctionProcess process;
    private Exchange current;
    private HttpServerResponse waiting;
    private byte[] startError;
    private Integer exitStatus;
    private boolean warm;
    private boolean ended;

    Sandbox(LambdaFunction function, Vertx vertx, Executor blocking, SandboxClock clock, FunctionLog log) {
        this.function = function;
        this.vertx = vertx;
        this.blocking = blocking;
        this.clock = clock;
        this.log = log;
    }

    /** An invocation that this process has, or is to have. */
    private static final class Exchange {
        private final Invocation invocation;
        private final long logStart;
        private final CompletableFuture<Optional<InvocationResult>> result = new CompletableFuture<>();
        private long timer;
        private long began;
        private boolean delivered;

        Exchange(Invocation invocation, long logStart, long began) {
            this.invocation = invocation;
            this.logStart = logStart;
            this.began = began;
        }
    }

    /** The process that speaks to this, once both are there. */
    synchronized void attach(RuntimeApi listening, FunctionProcess started) {
        api = listening;
        process = started;
        if (ended) {
            started.kill();
        }
        started.ended().thenAcceptAsync(this::exited, blocking);
    }

    /** Completes when the process is no more. */
    CompletionStage<Void> gone() {
        return gone;
    }

    synchronized boolean usable() {
        return !ended;
    }

    /** Hands an invocation over; it writes a file, so it blocks. Empty where the process ended before it took it. */
    CompletionStage<Optional<InvocationResult>> invoke(Invocation invocation) {
        long logStart = log.length();
        log.write("START RequestId: " + invocation.requestId() + " Version: $LATEST");
        Exchange exchange = new Exchange(invocation, logStart, clock.nanoTime());
        begin(exchange);
        return exchange.result;
    }

    private synchronized void begin(Exchange exchange) {
        if (ended) {
            exchange.result.complete(warm ? Optional.empty() : neverBegan(exchange.invocation.requestId()));
            return;
        }
        current = exchange;
        Duration most = Duration.ofSeconds(function.settings().timeoutSeconds());
        limit(exchange, warm ? most : most.plus(INIT));
        if (waiting != null) {
            deliver();
        }
    }

    /** It was over before it could be asked for anything. */
    private Optional<InvocationResult> neverBegan(String requestId) {
        return Optional.ofNullable(startError).map(InvocationResult::failure).or(() -> Optional.ofNullable(exitStatus)
                .map(status -> FunctionFailure.exited(requestId, status)));
    }

    private void limit(Exchange exchange, Duration most) {
        exchange.timer = vertx.setTimer(most.toMillis(), timer -> timedOut(exchange));
    }

    @Override
    public synchronized void next(HttpServerResponse response) {
        waiting = response;
        if (current != null && !current.delivered) {
            vertx.cancelTimer(current.timer);
            current.began = clock.nanoTime();
            limit(current, Duration.ofSeconds(function.settings().timeoutSeconds()));
            deliver();
        }
        warm = true;
    }

    private void deliver() {
        current.delivered = true;
        RuntimeApi.deliver(waiting, current.invocation, function, clock.now());
        waiting = null;
    }

    @Override
    public synchronized boolean answered(String requestId, InvocationResult result) {
        boolean mine = current != null
                && current.delivered
                && current.invocation.requestId().equals(requestId);
        if (mine) {
            finish(result, "");
        }
        return mine;
    }

    @Override
    public synchronized void failedToStart(byte[] error) {
        startError = error;
        if (current != null) {
            finish(InvocationResult.failure(error), "");
        }
        end();
    }

    private synchronized void timedOut(Exchange exchange) {
        if (exchange != current) {
            return;
        }
        int seconds = function.settings().timeoutSeconds();
        String requestId = exchange.invocation.requestId();
        end();
        finish(
                FunctionFailure.timedOut(requestId, seconds),
                clock.now() + " " + requestId + " Task timed out after " + seconds + ".00 seconds\n\n");
    }

    private synchronized void exited(int status) {
        ended = true;
        exitStatus = status;
        if (current != null && (current.delivered || !warm)) {
            String requestId = current.invocation.requestId();
            InvocationResult failure = FunctionFailure.exited(requestId, status);
            finish(failure, new String(failure.payload(), StandardCharsets.UTF_8) + "\n");
        } else if (current != null) {
            vertx.cancelTimer(current.timer);
            CompletableFuture<Optional<InvocationResult>> result = current.result;
            // whoever waits for it must not meet this lock
            blocking.execute(() -> result.complete(Optional.empty()));
        }
        api.close().onComplete(closed -> gone.complete(null));
    }

    /** The log is a file, so the end of it is written on another thread; only then is the answer told. */
    private void finish(InvocationResult result, String lastWords) {
        Exchange done = current;
        current = null;
        vertx.cancelTimer(done.timer);
        report(result);
        double milliseconds = (clock.nanoTime() - done.began) / 1e6;
        blocking.execute(() -> {
            log.write(lastWords + report(done.invocation.requestId(), milliseconds));
            done.result.complete(Optional.of(result.withLogTail(log.tailSince(done.logStart))));
        });
    }

    /** The payload may hold anything, so only the type of the error is shown. */
    private void report(InvocationResult result) {
        if (result.failed()) {
            LOG.warn("Function " + function.id().name() + " failed with " + FunctionFailure.type(result.payload())
                    + "; its log is " + log.file());
        }
    }

    private String report(String requestId, double milliseconds) {
        return String.format(
                Locale.ROOT,
                "END RequestId: %s\n"
                        + "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\t",
                requestId,
                requestId,
                milliseconds,
                (long) Math.ceil(milliseconds),
                function.settings().memoryMegabytes());
    }

    /** Kills the process; an invocation that it still has ends with it. */
    synchronized void end() {
        ended = true;
        if (process != null) {
            process.kill();
        }
    }
}
