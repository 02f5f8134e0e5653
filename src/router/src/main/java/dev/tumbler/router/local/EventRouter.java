package dev.tumbler.router.local;

import dev.tumbler.domain.database.DatabaseEvents;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import dev.tumbler.domain.event.DomainEvent.RotationAbandoned;
import dev.tumbler.domain.event.DomainEvent.RotationFailed;
import dev.tumbler.domain.event.DomainEvent.RotationSucceeded;
import dev.tumbler.domain.event.DomainEvent.TestRotationFailed;
import dev.tumbler.domain.event.DomainEvent.TestRotationSucceeded;
import dev.tumbler.rds.ServerConvergence;
import dev.tumbler.router.deployed.Work;
import dev.tumbler.standins.events.EventBus;
import dev.tumbler.store.EventSink;
import dev.tumbler.wire.events.Route;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Takes what happened to the bus and to the function that has to hear of it. For the function an event is only a nudge: what it
 * is about rests in the store, and a router that dies before the nudge arrives finds the work there at its next start.
 */
@Singleton
public class EventRouter implements EventSink {
    private static final Logger LOG = Logger.getLogger(EventRouter.class);

    private final Work work;

    /** Looked up when the first event comes: it needs the store, and the store needs this router. */
    private final Instance<ServerConvergence> servers;

    private final EventBus bus;
    private final Rounds rounds;

    @Inject
    public EventRouter(Work work, Instance<ServerConvergence> servers, EventBus bus, Rounds rounds) {
        this.work = work;
        this.servers = servers;
        this.bus = bus;
        this.rounds = rounds;
    }

    /** Waits for nobody: this process goes on after the answer. */
    @Override
    public CompletionStage<Void> accept(List<DomainEvent> events) {
        events.forEach(this::publish);
        events.forEach(event -> rounds.run(Uni.createFrom().deferred(() -> work(event)), event.toString()));
        return CompletableFuture.completedStage(null);
    }

    private void publish(DomainEvent event) {
        rounds.run(
                Uni.createFrom().completionStage(() -> bus.publish(event)),
                "The rules for " + event + " could not be read");
    }

    private Uni<?> work(DomainEvent event) {
        Optional<Route> route = Route.of(event);
        if (route.isPresent()) {
            return work.of(event, route.get());
        }
        // this process pauses between tries at a server, and what just went well ends the pause
        if (event instanceof DatabaseTold told && DatabaseEvents.tellsOfReset(told.event())) {
            return servers.get().retry(told.event().source());
        }
        tell(event);
        return Uni.createFrom().voidItem();
    }

    private static void tell(DomainEvent event) {
        if (event instanceof RotationSucceeded succeeded) {
            LOG.infof("Rotation of %s succeeded", succeeded.secret().name());
        } else if (event instanceof RotationFailed failed) {
            LOG.warnf("Rotation of %s failed: %s", failed.secret().name(), failed.reason());
        } else if (event instanceof RotationAbandoned abandoned) {
            LOG.warnf("Rotation of %s was abandoned", abandoned.secret().name());
        } else if (event instanceof TestRotationSucceeded succeeded) {
            LOG.infof(
                    "The test of the rotation of %s succeeded",
                    succeeded.secret().name());
        } else if (event instanceof TestRotationFailed failed) {
            LOG.warnf(
                    "The test of the rotation of %s failed: %s", failed.secret().name(), failed.reason());
        }
    }
}
