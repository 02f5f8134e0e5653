package dev.tumbler.router.deployed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.router.local.LocalConfig;
import dev.tumbler.router.local.Rounds;
import dev.tumbler.scheduler.Scheduler;
import dev.tumbler.standins.events.BusListener;
import dev.tumbler.standins.lambda.FunctionInvoker;
import dev.tumbler.wire.events.Event;
import dev.tumbler.wire.events.Route;
import dev.tumbler.wire.events.WorkEvent;
import dev.tumbler.wire.events.WorkHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Has the work done that events and the time ask for: by the handlers of this process, or by the functions that are deployed
 * for them, which put their own nudges on the bus. Servers are this machine's, so they converge in this process either way.
 */
@Singleton
public class Work implements BusListener {
    private static final String SCHEDULER = "scheduler";
    private static final String REGION = "us-east-1";

    /** A round lasts as long as the slowest step of its rotations; in this process the next one passes over what is running. */
    private static final int MOST_ROUNDS = 64;

    /** Each would be a process of its own. */
    private static final int MOST_DEPLOYED_ROUNDS = 1;

    /** All of them are looked up when they are needed: they need the store, and the store needs this. */
    private final Instance<WorkHandler> handlers;

    private final Instance<Scheduler> scheduler;
    private final Instance<FunctionInvoker> functions;
    private final LocalConfig config;
    private final Rounds rounds;

    @Inject
    public Work(
            @Any Instance<WorkHandler> handlers,
            Instance<Scheduler> scheduler,
            Instance<FunctionInvoker> functions,
            LocalConfig config,
            Rounds rounds) {
        this.handlers = handlers;
        this.scheduler = scheduler;
        this.functions = functions;
        this.config = config;
        this.rounds = rounds;
    }

    /** Attends to everything that is due. */
    public Uni<?> attend() {
        return isDeployed()
                ? invoke(REGION, SCHEDULER, SCHEDULER, "{}")
                : scheduler.get().attend();
    }

    /** How many rounds of {@link #attend} may go on at a time. */
    public int mostRounds() {
        return isDeployed() ? MOST_DEPLOYED_ROUNDS : MOST_ROUNDS;
    }

    private boolean isDeployed() {
        return config.functions().isPresent();
    }

    /** Does what an event of this process asks for. */
    public Uni<?> of(DomainEvent event, Route route) {
        if (!isDeployed() || route == Route.DATABASE_CHANGED) {
            return handlers.select(NamedLiteral.of(route.handlerName())).get().apply(event);
        }
        ObjectNode detail = WorkEvent.detail(event);
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put("source", WorkEvent.SOURCE)
                .put("detail-type", route.eventName())
                .set("detail", detail);
        return invoke(detail.path("region").asText(), module(route), route.handlerName(), envelope.toString());
    }

    /** A nudge of a function, for another function or for this process. */
    @Override
    public void heard(Event event) {
        if (isDeployed() && event.source().equals(WorkEvent.SOURCE)) {
            Uni<?> work = Uni.createFrom()
                    .item(() -> WorkEvent.read(event.json()))
                    .chain(nudge -> of(nudge, Route.of(nudge).orElseThrow()));
            rounds.run(work, event.detailType() + " " + event.detail());
        }
    }

    private static String module(Route route) {
        return switch (route) {
            case ROTATION_STARTED, TEST_ROTATION_STARTED -> SCHEDULER;
            case REPLICATION_DUE -> "secretsmanager";
            case DATABASE_CHANGED -> "rds";
        };
    }

    private Uni<Void> invoke(String region, String module, String handler, String event) {
        String arn = DeployedFunctions.arn(config.account(), region, module, handler);
        return functions
                .get()
                .invoke(arn, event.getBytes(StandardCharsets.UTF_8))
                .invoke(result -> {
                    if (result.failed()) {
                        throw new IllegalStateException(arn + " failed; its log tells why");
                    }
                })
                .replaceWithVoid();
    }
}
