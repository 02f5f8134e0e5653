package dev.tumbler.secretsmanager;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.wire.events.WorkHandler;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Brings the replicas of a primary that has just been changed to what it is. */
@Named("replicaConvergence")
@Singleton
public class ReplicaConvergenceFunction extends WorkHandler {
    private final ReplicaConvergence convergence;

    @Inject
    public ReplicaConvergenceFunction(ReplicaConvergence convergence) {
        this.convergence = convergence;
    }

    @Override
    public Uni<?> apply(DomainEvent event) {
        if (event instanceof ReplicationDue due) {
            return convergence.converge(due.primary());
        }
        throw misrouted(event);
    }
}
