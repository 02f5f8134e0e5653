package dev.tumbler.router.cli;

import dev.tumbler.router.dispatch.SilentConnections;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs a router in this process. */
interface Router {

    /** Returns when the router has stopped, if it returns at all: Quarkus ends the process unless it is in dev mode. */
    void run(Map<String, String> settings, StartFailure startFailure, PrintWriter messages);

    /** The router itself, with Quarkus. */
    static void onQuarkus(Map<String, String> settings, StartFailure startFailure, PrintWriter messages) {
        settings.forEach(System::setProperty);
        // Quarkus would give an address that cannot be read an empty answer; the router gives it a whole one
        System.setProperty("vertx.disableURIValidation", "true");
        SilentConnections.register();
        Quarkus.run(null, (exitCode, failure) -> {
            Optional.ofNullable(failure).ifPresent(each -> explain(each, startFailure, messages));
            // Not System.exit: in dev mode Quarkus has put a handler here that lives on and starts again.
            ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
        });
    }

    private static void explain(Throwable failure, StartFailure startFailure, PrintWriter messages) {
        startFailure
                .explain(failure)
                .ifPresentOrElse(line -> messages.println("tumbler: " + line), () -> Logger.getLogger(Router.class)
                        .error("the router did not start", failure));
        messages.flush();
    }
}
