package dev.tumbler.standins.lambda;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Invocations that nobody waits for. A failed one is tried twice again, after one minute and after two more, as in AWS;
 * one that finds no room waits for it. They are kept in memory alone: what waits when the router stops is lost.
 */
final class EventInvocations {
    private static final Logger LOG = Logger.getLogger(EventInvocations.class);
    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofSeconds(1);

    private final Functions functions;
    private final Fleets fleets;
    private final Vertx vertx;

    EventInvocations(Functions functions, Fleets fleets, Vertx vertx) {
        this.functions = functions;
        this.fleets = fleets;
        this.vertx = vertx;
    }

    void accept(FunctionId id, Invocation invocation) {
        attempt(id, invocation, 0);
    }

    /** The function is read each time: it may have changed, and one that is gone is not invoked. */
    private void attempt(FunctionId id, Invocation invocation, int failures) {
        functions
                .find(id)
                .thenCompose(function -> fleets.invoke(function, invocation))
                .whenComplete((result, failure) -> {
                    if (failure != null) {
                        failed(id, invocation, failures, unwrapped(failure));
                    } else if (result.failed()) {
                        again(id, invocation, failures);
                    }
                });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void failed(FunctionId id, Invocation invocation, int failures, Throwable failure) {
        Optional<ErrorCode> code =
                failure instanceof AwsException refusal ? Optional.of(refusal.code()) : Optional.empty();
        if (code.filter(ErrorCode.LAMBDA_TOO_MANY_REQUESTS::equals).isPresent()) {
            vertx.setTimer(UNTIL_THERE_IS_ROOM.toMillis(), timer -> attempt(id, invocation, failures));
        } else {
            LOG.warnf(failure, "%s of %s could not be made", invocation, id.name());
        }
    }

    private void again(FunctionId id, Invocation invocation, int failures) {
        if (failures < PAUSES.size()) {
            vertx.setTimer(PAUSES.get(failures).toMillis(), timer -> attempt(id, invocation, failures + 1));
        } else {
            LOG.warnf("%s of %s failed and is given up", invocation, id.name());
        }
    }
}
