package dev.tumbler.store;

import dev.tumbler.domain.event.DomainEvent;
import java.util.List;

/**
 * Is told what happened, once it is durable. It must not throw: what it throws fails the stage of a write that stands.
 */
@FunctionalInterface
public interface EventSink {
    void accept(List<DomainEvent> events);
}
