package dev.tumbler.router.local;

import dev.tumbler.rds.EventRetention;
import dev.tumbler.sealing.CachedDataKeys;
import dev.tumbler.standins.kms.KmsStandIn;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Erases keys whose deletion is due, wipes unwrapped data keys that nobody asked for again, and removes events of databases
 * that RDS keeps no longer.
 */
@Singleton
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final long ROUND_MILLISECONDS = 60_000;

    private final KmsStandIn kms;
    private final CachedDataKeys cached;
    private final EventRetention events;
    private final Vertx vertx;

    @Inject
    Housekeeping(KmsStandIn kms, CachedDataKeys cached, EventRetention events, Vertx vertx) {
        this.kms = kms;
        this.cached = cached;
        this.events = events;
        this.vertx = vertx;
    }

    void start(@ObservesAsync HttpServerStart event) {
        vertx.setPeriodic(1, ROUND_MILLISECONDS, timer -> attend());
    }

    private void attend() {
        cached.removeExpired();
        told(Uni.createFrom().completionStage(kms::purge), "Keys could not be erased");
        told(events.attend(), "Events could not be removed");
    }

    private static void told(Uni<?> work, String trouble) {
        work.subscribe().with(done -> LOG.trace("attended"), failure -> LOG.error(trouble, failure));
    }
}
