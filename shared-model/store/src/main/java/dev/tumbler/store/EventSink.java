package dev.tumbler.store;

import dev.tumbler.domain.event.DomainEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Is told what happened, once it is durable.
 *
 * <p>The write is answered when the stage completes: a function of AWS Lambda is frozen with its answer, and what it has not
 * sent by then may never go out. The stage must not fail, for the write that it tells of stands.
 */
@FunctionalInterface
public interface EventSink {
    /** Where nobody listens. */
    EventSink NOBODY = to(events -> {});

    CompletionStage<Void> accept(List<DomainEvent> events);

    /** For a listener that has heard it all when its method returns. */
    static EventSink to(Consumer<List<DomainEvent>> listener) {
        return events -> {
            listener.accept(events);
            return CompletableFuture.completedStage(null);
        };
    }
}
