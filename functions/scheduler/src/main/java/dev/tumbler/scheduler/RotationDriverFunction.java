package dev.tumbler.scheduler;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.OfRotation;
import dev.tumbler.wire.events.WorkHandler;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Runs the steps of a rotation that has just been started. */
@Named("rotationDriver")
@Singleton
public class RotationDriverFunction extends WorkHandler {
    private final RotationDriver driver;

    @Inject
    public RotationDriverFunction(RotationDriver driver) {
        this.driver = driver;
    }

    @Override
    public Uni<?> apply(DomainEvent event) {
        if (event instanceof OfRotation rotation) {
            return driver.run(rotation.secret());
        }
        throw misrouted(event);
    }
}
