package dev.tumbler.router.local;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.engines.LocalServers;
import dev.tumbler.rds.AllDatabases;
import dev.tumbler.rds.ServerConvergence;
import dev.tumbler.router.deployed.Work;
import dev.tumbler.standins.lambda.LambdaStandIn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The router's start and stop. Databases come before calls, so that whoever sees it ready can log in; rotations that were
 * cut off come after, because their steps call the router. It stops in the opposite order.
 */
@Singleton
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration START_OF_DATABASES = Duration.ofMinutes(2);
    private static final Duration FIRST_TICK = Duration.ofMillis(1);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration HEALING = Duration.ofSeconds(5);

    private final LocalData data;
    private final DatabaseStore instances;
    private final AllDatabases databases;
    private final ServerConvergence convergence;
    private final Work work;
    private final LocalServers servers;
    private final LambdaStandIn lambda;
    private final Rounds rounds;
    private final Registration registration;
    private final AtomicInteger running = new AtomicInteger();

    @Inject
    Lifecycle(
            LocalData data,
            DatabaseStore instances,
            AllDatabases databases,
            ServerConvergence convergence,
            Work work,
            LocalServers servers,
            LambdaStandIn lambda,
            Rounds rounds,
            Registration registration) {
        this.data = data;
        this.instances = instances;
        this.databases = databases;
        this.convergence = convergence;
        this.work = work;
        this.servers = servers;
        this.lambda = lambda;
        this.rounds = rounds;
        this.registration = registration;
    }

    /**
     * On the main thread, which waits: no call is taken before the databases of the last run are back. One that takes too
     * long keeps nobody else waiting: its status tells where it stands.
     */
    void start(@Observes StartupEvent event) {
        lambda.start();
        servers.onExit(this::serverEnded);
        converge(instance -> true)
                .ifNoItem()
                .after(START_OF_DATABASES)
                .recoverWithUni(() -> {
                    LOG.warnf("Some databases are not back after %s; calls are taken all the same", START_OF_DATABASES);
                    return Uni.createFrom().voidItem();
                })
                .await()
                .indefinitely();
    }

    private Uni<Void> converge(Predicate<Database> wanted) {
        return databases.each(wanted, convergence::converge);
    }

    /** A server that ended by itself is started again, as RDS does: whoever hears of the instance's change starts it. */
    private void serverEnded(String resourceId) {
        if (!rounds.stopped()) {
            reconcile(databases.each(instance -> instance.resourceId().equals(resourceId), id -> Uni.createFrom()
                    .completionStage(() -> instances.update(id, DatabaseLifecycle::serverEnded))));
        }
    }

    /** What could not be brought about once, a taken port say, may go well later. */
    private void heal() {
        reconcile(converge(convergence::dueAgain));
    }

    private void reconcile(Uni<Void> work) {
        rounds.run(work, "Databases stay as they are");
    }

    void ready(@ObservesAsync HttpServerStart event) {
        rounds.every(FIRST_TICK, TICK, this::attend);
        rounds.every(HEALING, HEALING, this::heal);
        registration.open(LocalEndpoint.uri());
        System.out.println("ready " + LocalEndpoint.uri());
        lambda.resume();
    }

    /**
     * A round lasts as long as the slowest step of its rotations, and a function may take a quarter of an hour; the next one
     * passes over what is running and attends to the others.
     */
    private void attend() {
        if (running.get() >= work.mostRounds()) {
            return;
        }
        running.incrementAndGet();
        rounds.run(work.attend().onTermination().invoke(() -> running.decrementAndGet()), "The scheduler failed");
    }

    void stop(@Observes ShutdownEvent event) {
        registration.close();
        lambda.close();
        servers.close();
        data.end().run();
    }
}
