package dev.tumbler.standins.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.Arn;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.store.Table;
import dev.tumbler.wire.events.BusId;
import dev.tumbler.wire.events.Event;
import dev.tumbler.wire.events.RdsEvents;
import dev.tumbler.wire.events.SecretsManagerEvents;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * EventBridge on a local machine: the default bus of every account and region. Events go into the log one after another in
 * the order in which they came, each with the rules that matched it, and from there to the targets of these rules.
 */
public final class EventBus {
    private static final Logger LOG = Logger.getLogger(EventBus.class);

    /** The service of log groups, which need no delivery: every event is in the router's log, with its rules. */
    private static final String LOGS = "logs";

    private final Rules rules;
    private final SecretsManagerEvents secretsManager;
    private final RdsEvents rds = new RdsEvents(UUID::randomUUID);
    private final List<EventTarget> targets;
    private final List<BusListener> listeners;
    private final InstantSource clock;
    private final EventLog log = new EventLog();
    private final Set<RuleId> leftOut = ConcurrentHashMap.newKeySet();
    private final AtomicLong undelivered = new AtomicLong();
    private CompletionStage<Void> last = CompletableFuture.completedStage(null);

    public EventBus(
            Table table,
            List<EventTarget> targets,
            List<BusListener> listeners,
            InstantSource clock,
            RandomGenerator random) {
        this.rules = new Rules(table, random);
        this.secretsManager = new SecretsManagerEvents(clock, UUID::randomUUID);
        this.targets = List.copyOf(targets);
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    public EventLog log() {
        return log;
    }

    /** How many deliveries failed, or were for a target that is not here. */
    public long undelivered() {
        return undelivered.get();
    }

    /** Whether a bus has a rule of this name. */
    public CompletionStage<Boolean> hasRule(String account, String region, String name) {
        return rules.all(new BusId(account, region))
                .thenApply(all -> all.stream().anyMatch(rule -> rule.id().name().equals(name)));
    }

    Rules rules() {
        return rules;
    }

    InstantSource clock() {
        return clock;
    }

    /** Publishes what AWS would tell of it, if anything. */
    public CompletionStage<Void> publish(DomainEvent event) {
        return secretsManager
                .of(event)
                .or(() -> rds.of(event))
                .map(this::publish)
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    /** Ends when the event is in the log; it does not wait for the targets, as EventBridge does not. */
    synchronized CompletionStage<Void> publish(Event event) {
        CompletionStage<Void> carried = last.thenCompose(done -> carry(event));
        last = carried.exceptionally(failure -> null);
        return carried;
    }

    /** The event is in the log even where its rules cannot be read. */
    private CompletionStage<Void> carry(Event event) {
        listeners.forEach(listener -> listener.heard(event));
        ObjectNode json = event.json();
        return matching(event.bus(), json)
                .whenComplete((matched, failure) -> log.add(new EventLog.Entry(
                        json.toString(),
                        Optional.ofNullable(matched).orElse(List.of()).stream()
                                .map(rule -> rule.id().name())
                                .collect(Collectors.toSet()))))
                .thenAccept(matched -> matched.forEach(rule -> deliver(rule, json.toString())));
    }

    private CompletionStage<List<Rule>> matching(BusId bus, ObjectNode event) {
        return rules.all(bus)
                .thenApplyAsync(
                        all -> all.stream()
                                .filter(Rule::enabled)
                                .filter(rule -> matches(rule, event))
                                .toList(),
                        EventPattern.worker());
    }

    /** A rule that was stored before its pattern was refused is left out, and the others still match. */
    private boolean matches(Rule rule, ObjectNode event) {
        try {
            return EventPattern.parse(rule.pattern()).matches(event);
        } catch (AwsException refused) {
            if (leftOut.add(rule.id())) {
                LOG.warnf("Rule %s matches nothing. %s", rule.id().arn(), refused.getMessage());
            }
            return false;
        }
    }

    private void deliver(Rule rule, String event) {
        for (RuleTarget target : rule.targets()) {
            EventTarget.Delivery delivery = new EventTarget.Delivery(
                    target.arn(), rule.id().arn(), target.input().orElse(event));
            deliver(delivery).whenComplete((found, failure) -> {
                if (failure != null || !found) {
                    undelivered.incrementAndGet();
                    LOG.warnf(
                            failure,
                            "Rule %s could not send an event to %s",
                            rule.id().name(),
                            target.arn());
                }
            });
        }
    }

    private CompletionStage<Boolean> deliver(EventTarget.Delivery delivery) {
        CompletionStage<Boolean> found = CompletableFuture.completedStage(Arn.isOf(LOGS, delivery.target()));
        for (EventTarget each : targets) {
            found = found.thenCompose(
                    already -> already ? CompletableFuture.completedStage(true) : each.deliver(delivery));
        }
        return found;
    }
}
