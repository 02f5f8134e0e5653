package dev.tumbler.scheduler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.io.OutputStream;

/** The scheduler as a Lambda function, for a schedule of EventBridge to invoke; the event's content does not matter. */
@Named("scheduler")
@Singleton
public class SchedulerFunction implements RequestStreamHandler {
    private final Scheduler scheduler;

    @Inject
    public SchedulerFunction(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        // Lambda gives each invocation a thread of its own, and ends the work when this method returns
        scheduler.attend().await().indefinitely();
    }
}
