package dev.tumbler.conformance.infra;

import static dev.tumbler.conformance.infra.Template.list;
import static dev.tumbler.conformance.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.wire.events.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who hears of what, and who works by the clock. */
class RoutesTest {
    /** The function that has work to do, by the event that says so. */
    private static final Map<String, String> ROUTES =
            Stream.of(Route.values()).collect(Collectors.toMap(Route::eventName, Route::handlerName));

    private static final Map<String, String> SCHEDULES =
            Map.of("scheduler", "rate(1 minute)", "housekeeping", "rate(10 minutes)");

    private static final String BUS = "${Events.Bus}";
    private static final String DEAD_LETTERS = "${Events.DeadLetters.Arn}";

    /** An event that invokes a function. */
    private record Trigger(TemplateFunction function, String type, Map<String, Object> properties) {}

    private static Stream<Trigger> triggers(String type) {
        return TemplateFunction.all().stream()
                .flatMap(function -> map(function.properties().get("Events")).values().stream()
                        .map(event -> new Trigger(
                                function,
                                (String) map(event).get("Type"),
                                map(map(event).get("Properties")))))
                .filter(trigger -> trigger.type().equals(type));
    }

    @Test
    void everyRuleIsARowOfTheRoutingTable() {
        Map<String, String> rules = new TreeMap<>();
        triggers("EventBridgeRule").forEach(rule -> {
            assertThat(map(rule.properties().get("Pattern"))).containsEntry("source", List.of("tumbler.work"));
            list(map(rule.properties().get("Pattern")).get("detail-type"))
                    .forEach(name -> rules.put((String) name, rule.function().handler()));
        });
        assertThat(rules).isEqualTo(ROUTES);
    }

    @Test
    void functionsThatWorkByTheClockAreScheduled() {
        assertThat(triggers("ScheduleV2")
                        .collect(Collectors.toMap(each -> each.function().handler(), each ->
                                (String) each.properties().get("ScheduleExpression"))))
                .isEqualTo(SCHEDULES);
    }

    @Test
    void everyRuleListensToTheBusOfTheStack() {
        assertThat(triggers("EventBridgeRule"))
                .allSatisfy(each -> assertThat(each.properties()).containsEntry("EventBusName", BUS));
    }

    /** The names are global in an account and region: two stacks must not take each other's. */
    @Test
    void everyScheduleIsNamedAfterItsStack() {
        assertThat(triggers("ScheduleV2")).allSatisfy(each -> assertThat(each.properties())
                .containsEntry("Name", "${AWS::StackName}-" + each.function().handler()));
    }

    @Test
    void nothingThatCouldNotBeDoneIsLost() {
        assertThat(Stream.concat(triggers("EventBridgeRule"), triggers("ScheduleV2")))
                .hasSize(SCHEDULES.size() + Set.copyOf(ROUTES.values()).size())
                .allSatisfy(each -> {
                    assertThat(each.properties()).containsEntry("DeadLetterConfig", Map.of("Arn", DEAD_LETTERS));
                    assertThat(map(each.function().properties().get("EventInvokeConfig")))
                            .containsEntry(
                                    "DestinationConfig",
                                    Map.of("OnFailure", Map.of("Type", "SQS", "Destination", DEAD_LETTERS)));
                });
    }

    @Test
    void everyEventIsOneOfTheDomain() {
        assertThat(names(DomainEvent.class).toList()).containsAll(ROUTES.keySet());
    }

    private static Stream<String> names(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RoutesTest::names)
                : Stream.of(type.getSimpleName());
    }

    @Test
    void failedRotationsAreCounted() {
        Map<String, Object> rule = Stack.of("events.yaml", Map.of("Name", "tumbler", "AlarmEmail", ""))
                .properties("RotationFailed");

        assertThat(rule)
                .containsEntry("EventBusName", "${Bus}")
                .containsEntry(
                        "EventPattern",
                        Map.of(
                                "source",
                                List.of("tumbler.secretsmanager"),
                                "detail",
                                Map.of("eventName", List.of(DomainEvent.RotationFailed.class.getSimpleName()))));
    }
}
