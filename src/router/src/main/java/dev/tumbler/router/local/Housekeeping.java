package dev.tumbler.router.local;

import dev.tumbler.rds.EventRetention;
import dev.tumbler.sealing.CachedDataKeys;
import dev.tumbler.standins.kms.KmsStandIn;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Erases keys whose deletion is due, wipes unwrapped data keys that nobody asked for again, and removes events of databases
 * that RDS keeps no longer.
 */
@Singleton
public class Housekeeping {
    private static final Duration FIRST_ROUND = Duration.ofMillis(1);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final KmsStandIn kms;
    private final CachedDataKeys cached;
    private final EventRetention events;
    private final Rounds rounds;

    @Inject
    Housekeeping(KmsStandIn kms, CachedDataKeys cached, EventRetention events, Rounds rounds) {
        this.kms = kms;
        this.cached = cached;
        this.events = events;
        this.rounds = rounds;
    }

    void start(@ObservesAsync HttpServerStart event) {
        rounds.every(FIRST_ROUND, PERIOD, this::attend);
    }

    private void attend() {
        cached.removeExpired();
        rounds.run(Uni.createFrom().completionStage(kms::purge), "Keys could not be erased");
        rounds.run(events.attend(), "Events could not be removed");
    }
}
