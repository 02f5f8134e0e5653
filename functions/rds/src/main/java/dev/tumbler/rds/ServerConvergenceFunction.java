package dev.tumbler.rds;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseChanged;
import dev.tumbler.wire.events.WorkHandler;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Brings the server of a database that has just been changed to what is stored of it. */
@Named("serverConvergence")
@Singleton
public class ServerConvergenceFunction extends WorkHandler {
    private final ServerConvergence convergence;

    @Inject
    public ServerConvergenceFunction(ServerConvergence convergence) {
        this.convergence = convergence;
    }

    @Override
    public Uni<?> apply(DomainEvent event) {
        if (event instanceof DatabaseChanged changed) {
            return convergence.converge(changed.database());
        }
        throw misrouted(event);
    }
}
