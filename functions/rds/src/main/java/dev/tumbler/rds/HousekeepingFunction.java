package dev.tumbler.rds;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tumbler.domain.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Removes events that RDS keeps no longer, and tries again what could not be brought about. For a schedule of EventBridge to
 * invoke; the event's content does not matter. The local router does both by its own timers.
 */
@Named("housekeeping")
@Singleton
public class HousekeepingFunction implements RequestStreamHandler {
    private final EventRetention events;
    private final AllDatabases databases;
    private final ServerConvergence convergence;

    @Inject
    public HousekeepingFunction(EventRetention events, AllDatabases databases, ServerConvergence convergence) {
        this.events = events;
        this.databases = databases;
        this.convergence = convergence;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        // Lambda gives each invocation a thread of its own, and ends the work when this method returns
        events.attend().await().indefinitely();
        databases
                .each(HousekeepingFunction::unfinished, convergence::converge)
                .await()
                .indefinitely();
    }

    private static boolean unfinished(Database database) {
        return database.status().unfinished();
    }
}
