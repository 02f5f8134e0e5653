package dev.tumbler.router.local;

import dev.tumbler.sealing.CachedDataKeys;
import dev.tumbler.standins.kms.KmsStandIn;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Erases keys whose deletion is due, and wipes unwrapped data keys that nobody asked for again. */
@Singleton
public class KeyHousekeeping {
    private static final Logger LOG = Logger.getLogger(KeyHousekeeping.class);
    private static final long ROUND_MILLISECONDS = 60_000;

    private final KmsStandIn kms;
    private final CachedDataKeys cached;
    private final Vertx vertx;

    @Inject
    KeyHousekeeping(KmsStandIn kms, CachedDataKeys cached, Vertx vertx) {
        this.kms = kms;
        this.cached = cached;
        this.vertx = vertx;
    }

    void start(@ObservesAsync HttpServerStart event) {
        vertx.setPeriodic(1, ROUND_MILLISECONDS, timer -> attend());
    }

    private void attend() {
        cached.removeExpired();
        Uni.createFrom()
                .completionStage(kms::purge)
                .subscribe()
                .with(done -> LOG.trace("keys attended"), failure -> LOG.error("Keys could not be erased", failure));
    }
}
