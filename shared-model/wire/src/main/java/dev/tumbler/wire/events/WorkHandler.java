package dev.tumbler.wire.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tumbler.domain.event.DomainEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A function that does the work which events ask for. The local event router calls {@link #apply}; in AWS a rule of
 * EventBridge invokes it with the event as the bus carries it. {@link Route} says which events come to whom.
 */
public abstract class WorkHandler implements RequestStreamHandler {

    /** Completes when the work is done, or is noted for later. The same event may come again. */
    public abstract Uni<?> apply(DomainEvent event);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        // Lambda gives each invocation a thread of its own, and ends the work when this method returns
        apply(WorkEvent.read(input)).await().indefinitely();
    }

    protected static IllegalArgumentException misrouted(DomainEvent event) {
        return new IllegalArgumentException(event.getClass().getSimpleName() + " is not for this function");
    }
}
