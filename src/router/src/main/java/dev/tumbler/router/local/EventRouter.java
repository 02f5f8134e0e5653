package dev.tumbler.router.local;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseChanged;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.event.DomainEvent.RotationAbandoned;
import dev.tumbler.domain.event.DomainEvent.RotationFailed;
import dev.tumbler.domain.event.DomainEvent.RotationStarted;
import dev.tumbler.domain.event.DomainEvent.RotationSucceeded;
import dev.tumbler.domain.event.DomainEvent.TestRotationFailed;
import dev.tumbler.domain.event.DomainEvent.TestRotationStarted;
import dev.tumbler.domain.event.DomainEvent.TestRotationSucceeded;
import dev.tumbler.rds.ServerConvergence;
import dev.tumbler.scheduler.RotationDriver;
import dev.tumbler.secretsmanager.ReplicaConvergence;
import dev.tumbler.standins.events.EventBus;
import dev.tumbler.store.EventSink;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes what happened to the bus and to the function that has to hear of it. For the function an event is only a nudge: what it is about rests in the
 * store, and a router that dies before the nudge arrives finds the work there at its next start.
 */
@Singleton
public class EventRouter implements EventSink {
    private static final Logger LOG = Logger.getLogger(EventRouter.class);

    /** Looked up when the first event comes: all of them need the store, and the store needs this router. */
    private final Instance<RotationDriver> driver;

    private final Instance<ServerConvergence> servers;
    private final Instance<ReplicaConvergence> replicas;
    private final EventBus bus;

    @Inject
    public EventRouter(
            Instance<RotationDriver> driver,
            Instance<ServerConvergence> servers,
            Instance<ReplicaConvergence> replicas,
            EventBus bus) {
        this.driver = driver;
        this.servers = servers;
        this.replicas = replicas;
        this.bus = bus;
    }

    @Override
    public void accept(List<DomainEvent> events) {
        events.forEach(this::publish);
        events.forEach(event -> target(event)
                .subscribe()
                .with(done -> LOG.debugf("%s is done", event), failure -> LOG.errorf(failure, "%s", event)));
    }

    private void publish(DomainEvent event) {
        Uni.createFrom()
                .completionStage(() -> bus.publish(event))
                .subscribe()
                .with(
                        done -> LOG.tracef("%s is published", event),
                        failure -> LOG.errorf(failure, "The rules for %s could not be read", event));
    }

    private Uni<?> target(DomainEvent event) {
        if (event instanceof RotationStarted started) {
            return driver.get().run(started.secret());
        }
        if (event instanceof TestRotationStarted started) {
            return driver.get().run(started.secret());
        }
        if (event instanceof DatabaseChanged changed) {
            return servers.get().converge(changed.database());
        }
        if (event instanceof ReplicationDue due) {
            return replicas.get().converge(due.primary());
        }
        return told(event);
    }

    private static Uni<Void> told(DomainEvent event) {
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
        return Uni.createFrom().voidItem();
    }
}
