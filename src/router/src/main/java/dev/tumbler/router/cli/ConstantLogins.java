package dev.tumbler.router.cli;

import dev.tumbler.router.cli.Login.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Clients that log in all the time, each with the current password as it has just read it. */
final class ConstantLogins implements AutoCloseable {
    static final int CLIENTS = 4;

    private static final long PAUSE_MILLISECONDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DemoInstance instance;
    private final DBInstance database;
    private final Login server;
    private final InstantSource clock;
    private final ScheduledExecutorService clients;
    private final List<Future<?>> running = new ArrayList<>();
    private final Refusals refusals = new Refusals();
    private final List<Duration> accepted = new ArrayList<>();
    private long refused;
    private long unanswered;
    private Runnable onRefusal = () -> {};

    /** How logins came out so far; one that nobody answered was made while the router or the database was away. */
    record Tally(long accepted, long refused, long unanswered) {}

    /**
     * Clients of an instance.
     *
     * @param database the instance once it is available
     */
    ConstantLogins(DemoInstance instance, DBInstance database, Login server, InstantSource clock) {
        this.instance = instance;
        this.database = database;
        this.server = server;
        this.clock = clock;
        this.clients = Executors.newScheduledThreadPool(CLIENTS, ConstantLogins::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "client");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        for (int client = 0; client < CLIENTS; client++) {
            running.add(clients.scheduleWithFixedDelay(this::attempt, 0, PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS));
        }
    }

    private void attempt() {
        try {
            MasterCredentials credentials =
                    instance.credentials(database.masterUserSecret().secretArn());
            Instant began = clock.instant();
            note(
                    began,
                    server.attempt(
                            database.endpoint().address(), database.endpoint().port(), credentials));
        } catch (PlainFailure | SdkException nobody) {
            noteUnanswered();
        }
    }

    private void note(Instant began, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            noteAccepted(Duration.between(began, clock.instant()));
            refusals.accepted(began);
        } else {
            refusals.refused(began);
            noteRefused().run();
        }
    }

    private synchronized void noteAccepted(Duration time) {
        accepted.add(time);
    }

    private synchronized Runnable noteRefused() {
        refused++;
        Runnable told = onRefusal;
        onRefusal = () -> {};
        return told;
    }

    private synchronized void noteUnanswered() {
        unanswered++;
    }

    /** Has the next client that is refused do this, once and on its own thread. */
    synchronized void onNextRefusal(Runnable work) {
        onRefusal = work;
    }

    /** What happened since the last time this was asked, once all is well again. */
    Refusals.Span settled() {
        running.stream().filter(Future::isDone).forEach(ConstantLogins::throwWhy);
        return refusals.take(clock, PATIENCE);
    }

    private static void throwWhy(Future<?> stopped) {
        try {
            stopped.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a client has stopped", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlainFailure("interrupted while looking after the clients", interrupted);
        }
    }

    synchronized Tally tally() {
        return new Tally(accepted.size(), refused, unanswered);
    }

    /** How long a login takes that is accepted. */
    synchronized Percentiles times() {
        return Percentiles.of(accepted);
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
