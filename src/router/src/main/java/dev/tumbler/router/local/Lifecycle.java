package dev.tumbler.router.local;

import dev.tumbler.domain.store.DbInstanceStore;
import dev.tumbler.engines.PostgresServers;
import dev.tumbler.rds.ServerConvergence;
import dev.tumbler.scheduler.Scheduler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * The router's start and stop. Databases come before calls, so that whoever sees it ready can log in; rotations that were
 * cut off come after, because their steps call the router. It stops in the opposite order.
 */
@Singleton
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration START_OF_DATABASES = Duration.ofMinutes(2);
    private static final long TICK_MILLISECONDS = 1000;
    private static final int STARTED_AT_ONCE = 4;

    private final LocalData data;
    private final DbInstanceStore instances;
    private final ServerConvergence convergence;
    private final Scheduler scheduler;
    private final PostgresServers servers;
    private final Vertx vertx;
    private final AtomicBoolean attending = new AtomicBoolean();
    private volatile boolean stopping;

    @Inject
    Lifecycle(
            LocalData data,
            DbInstanceStore instances,
            ServerConvergence convergence,
            Scheduler scheduler,
            PostgresServers servers,
            Vertx vertx) {
        this.data = data;
        this.instances = instances;
        this.convergence = convergence;
        this.scheduler = scheduler;
        this.servers = servers;
        this.vertx = vertx;
    }

    /** On the main thread, which waits: no call is taken before the databases of the last run are back. */
    void start(@Observes StartupEvent event) {
        startDatabases().await().atMost(START_OF_DATABASES);
        servers.onExit(this::restart);
    }

    private Uni<Void> startDatabases() {
        return Uni.createFrom()
                .completionStage(instances::all)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUni(convergence::converge)
                .merge(STARTED_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A server that ended by itself is started again, as RDS does; bringing about the others changes nothing. */
    private void restart(String resourceId) {
        if (!stopping) {
            LOG.warnf("The server of %s ended and is started again", resourceId);
            startDatabases()
                    .subscribe()
                    .with(
                            done -> LOG.infof("The server of %s is back", resourceId),
                            failure -> LOG.error("The databases could not be started again", failure));
        }
    }

    void ready(@ObservesAsync HttpServerStart event) {
        vertx.setPeriodic(1, TICK_MILLISECONDS, timer -> attend());
        System.out.println("ready http://" + host() + ":" + config("quarkus.http.port"));
    }

    private static String host() {
        return config("quarkus.http.host");
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** One round at a time: a long one must not pile others up behind it. */
    private void attend() {
        if (stopping || !attending.compareAndSet(false, true)) {
            return;
        }
        scheduler
                .attend()
                .onTermination()
                .invoke(() -> attending.set(false))
                .subscribe()
                .with(done -> LOG.trace("attended"), failure -> LOG.error("The scheduler stumbled", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        servers.close();
        data.close();
    }
}
