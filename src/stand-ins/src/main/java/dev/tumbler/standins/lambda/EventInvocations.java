package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Invocations that nobody waits for. A failed one is tried twice again, after one minute and after two more, and one that
 * finds no room waits for it for up to six hours, as in AWS. That is the machine's time, in which functions live.
 *
 * <p>Each is written down before it is taken, and stays so until it succeeded or is given up. The next start of the router
 * makes at once what was left, whatever pause it was in. So a function has each event at least once, and more often where
 * a router ends between the function's success and its note of it; AWS promises no more.
 */
final class EventInvocations {
    private static final Logger LOG = Logger.getLogger(EventInvocations.class);
    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofHours(6);

    private final Functions functions;
    private final Fleets fleets;
    private final WaitingEvents waiting;
    private final Vertx vertx;
    private final Executor blocking;
    private final SandboxClock clock;

    /** The timers of events that wait for another attempt. */
    private final Set<Long> pauses = new HashSet<>();

    private volatile boolean stopped;

    EventInvocations(
            Functions functions,
            Fleets fleets,
            WaitingEvents waiting,
            Vertx vertx,
            Executor blocking,
            SandboxClock clock) {
        this.functions = functions;
        this.fleets = fleets;
        this.waiting = waiting;
        this.vertx = vertx;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Completes when the event will be handed over whatever happens to this process. */
    CompletionStage<Void> accept(FunctionId id, Invocation invocation) {
        WaitingEvent event = new WaitingEvent(id, invocation, 0, clock.now());
        return CompletableFuture.runAsync(() -> waiting.keep(event), blocking).thenRun(() -> attempt(event));
    }

    /** Before any event is taken. It blocks. */
    void start() {
        waiting.removeUnfinished();
    }

    /** Makes what the last run has left. It blocks. */
    void resume() {
        waiting.all().forEach(this::attempt);
    }

    /** What fails from now on does so because the router stops, and is left to its next start. */
    synchronized void stop() {
        stopped = true;
        pauses.forEach(vertx::cancelTimer);
        pauses.clear();
    }

    /** The function is read each time: it may have changed, and one that is gone is not invoked. */
    private void attempt(WaitingEvent event) {
        if (stopped) {
            return;
        }
        functions
                .find(event.function())
                .thenCompose(function -> fleets.invoke(function, event.invocation()))
                .whenCompleteAsync((result, failure) -> attended(event, result, failure), blocking);
    }

    private void attended(WaitingEvent event, InvocationResult result, Throwable failure) {
        if (stopped) {
            return;
        }
        try {
            ended(event, result, failure);
        } catch (UncheckedIOException full) {
            LOG.errorf(
                    full,
                    "%s of %s waits for the next start",
                    event.invocation(),
                    event.function().name());
        }
    }

    private void ended(WaitingEvent event, InvocationResult result, Throwable failure) {
        if (failure == null && !result.failed()) {
            waiting.remove(event);
        } else if (refused(failure, ErrorCode.LAMBDA_TOO_MANY_REQUESTS) && !tooOld(event)) {
            later(event, UNTIL_THERE_IS_ROOM);
        } else if (refused(failure, ErrorCode.LAMBDA_NOT_FOUND) || event.failures() == PAUSES.size() || tooOld(event)) {
            LOG.warnf(
                    failure,
                    "%s of %s is given up",
                    event.invocation(),
                    event.function().name());
            waiting.remove(event);
        } else {
            WaitingEvent next = event.failedOnceMore();
            waiting.keep(next);
            later(next, PAUSES.get(event.failures()));
        }
    }

    private synchronized void later(WaitingEvent event, Duration pause) {
        if (!stopped) {
            pauses.add(vertx.setTimer(pause.toMillis(), timer -> resume(timer, event)));
        }
    }

    private void resume(Long pause, WaitingEvent event) {
        synchronized (this) {
            pauses.remove(pause);
        }
        attempt(event);
    }

    private boolean tooOld(WaitingEvent event) {
        return event.accepted().plus(OLDEST).isBefore(clock.now());
    }

    private static boolean refused(Throwable failure, ErrorCode code) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AwsException refusal && refusal.code() == code;
    }
}
