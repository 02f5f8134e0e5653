package dev.tumbler.router.local;

import dev.tumbler.wire.ErrorAnswer;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Repeats work for as long as the application runs. Vert.x outlives a live reload, so the timers are cancelled when the
 * application stops, before the store is closed.
 */
@Singleton
public class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final int BEFORE_ALL_OTHERS = 1;

    private final Vertx vertx;
    private final List<Long> timers = new ArrayList<>();
    private volatile boolean stopped;

    @Inject
    Rounds(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs a round after the delay and then once in each period. Does nothing once the application stops. */
    synchronized void every(Duration delay, Duration period, Runnable round) {
        if (!stopped) {
            timers.add(vertx.setPeriodic(delay.toMillis(), period.toMillis(), timer -> round.run()));
        }
    }

    /** Runs work that no caller waits for. What fails because the application stops is not logged
     * as an error, and what fails for a store that takes no writes is logged by the store, once. */
    public void run(Uni<?> work, String failureMessage) {
        work.subscribe().with(done -> LOG.trace("done"), failure -> {
            Logger.Level level =
                    stopped || ErrorAnswer.isUnavailable(failure) ? Logger.Level.DEBUG : Logger.Level.ERROR;
            LOG.log(level, failureMessage, failure);
        });
    }

    boolean stopped() {
        return stopped;
    }

    /** The timers that are not cancelled. */
    synchronized List<Long> timers() {
        return List.copyOf(timers);
    }

    synchronized void stop(@Observes @Priority(BEFORE_ALL_OTHERS) ShutdownEvent event) {
        stopped = true;
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
