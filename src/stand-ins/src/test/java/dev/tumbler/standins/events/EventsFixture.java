package dev.tumbler.standins.events;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.store.embedded.EmbeddedTable;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Constraints;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.events.Event;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge over a table in memory, called as the router calls it, with one function as a target. */
final class EventsFixture implements AutoCloseable {
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:listener";
    private static final Caller ALICE = new Caller(
            "123456789012", "us-east-1", "arn:aws:iam::123456789012:user/alice", "AIDAALICE", Optional.empty());

    final EmbeddedTable table = EmbeddedTable.inMemory();
    final List<String> delivered = new CopyOnWriteArrayList<>();
    final List<Event> heard = new CopyOnWriteArrayList<>();
    final EventBus bus = new EventBus(
            table,
            List.of(this::deliver),
            List.of(heard::add),
            () -> Instant.parse("2026-01-02T03:04:05Z"),
            new SecureRandom());

    private CompletionStage<Boolean> deliver(EventTarget.Delivery delivery) {
        boolean known = delivery.target().equals(FUNCTION);
        if (known) {
            delivered.add(delivery.event());
        }
        return CompletableFuture.completedStage(known);
    }

    <I extends SdkPojo, O extends SdkPojo> O call(OperationHandler<I, O> handler, I request) {
        Constraints.check(handler.operation(), request);
        return handler.apply(request, new Call(ALICE, "request-1")).await().atMost(Duration.ofSeconds(30));
    }

    static AwsException refusal(Runnable call) {
        return catchThrowableOfType(AwsException.class, call::run);
    }

    void putRule(String name, String pattern) {
        call(
                new PutRuleHandler(bus),
                PutRuleRequest.builder().name(name).eventPattern(pattern).build());
    }

    void putTargets(String rule, Target... targets) {
        call(
                new PutTargetsHandler(bus),
                PutTargetsRequest.builder().rule(rule).targets(targets).build());
    }

    static Target target(String id, String arn) {
        return Target.builder().id(id).arn(arn).build();
    }

    PutEventsResponse putEvent(Consumer<PutEventsRequestEntry.Builder> members) {
        PutEventsRequestEntry.Builder entry = PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("Order")
                .detail("{\"total\":7}");
        members.accept(entry);
        return call(
                new PutEventsHandler(bus),
                PutEventsRequest.builder().entries(entry.build()).build());
    }

    /** The names of the rules that matched the last event. */
    List<String> lastMatched() {
        List<EventLog.Entry> entries = bus.log().entries();
        return List.copyOf(entries.get(entries.size() - 1).rules());
    }

    @Override
    public void close() {
        table.close();
    }
}
