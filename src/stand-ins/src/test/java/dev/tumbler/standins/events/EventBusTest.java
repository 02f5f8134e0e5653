package dev.tumbler.standins.events;

import static dev.tumbler.standins.events.EventsFixture.FUNCTION;
import static dev.tumbler.standins.events.EventsFixture.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.wire.events.BusId;
import dev.tumbler.wire.events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;

class EventBusTest {
    private static final String OF_SHOP = "{\"source\":[\"shop\"]}";
    private static final SecretId SECRET = new SecretId("123456789012", "us-east-1", "orders");

    private final EventsFixture events = new EventsFixture();

    @AfterEach
    void close() {
        events.close();
    }

    private boolean matches(String pattern, String event) {
        return events.call(
                        new TestEventPatternHandler(),
                        TestEventPatternRequest.builder()
                                .eventPattern(pattern)
                                .event(event)
                                .build())
                .result();
    }

    private static String event(String detail) {
        return """
                {"version":"0","id":"1","detail-type":"Order","source":"shop","account":"123456789012",\
                "time":"2026-01-02T03:04:05Z","region":"us-east-1","resources":[],"detail":%s}"""
                .formatted(detail);
    }

    @Test
    void aMatchedEventGoesToTheTargetsOfItsRule() {
        events.putRule("orders", OF_SHOP);
        events.putRule("others", "{\"source\":[\"warehouse\"]}");
        events.putTargets("orders", target("f", FUNCTION));
        events.putTargets("others", target("f", FUNCTION));

        String id =
                events.putEvent(entry -> entry.resources("r1")).entries().get(0).eventId();

        assertThat(events.delivered)
                .containsExactly(
                        "{\"version\":\"0\",\"id\":\"" + id + "\",\"detail-type\":\"Order\",\"source\":\"shop\","
                                + "\"account\":\"123456789012\",\"time\":\"2026-01-02T03:04:05Z\",\"region\":\"us-east-1\","
                                + "\"resources\":[\"r1\"],\"detail\":{\"total\":7}}");
        assertThat(events.lastMatched()).containsExactly("orders");
    }

    @Test
    void aListenerHearsOfEveryEventWhateverTheRules() {
        events.putEvent(entry -> {});
        assertThat(events.heard).extracting(Event::source).containsExactly("shop");
    }

    @Test
    void aTargetMayGetSomethingElseThanTheEvent() {
        events.putRule("orders", OF_SHOP);
        events.putTargets(
                "orders",
                Target.builder().id("f").arn(FUNCTION).input("{\"wake\":true}").build());
        events.putEvent(entry -> {});
        assertThat(events.delivered).containsExactly("{\"wake\":true}");
    }

    @Test
    void aTargetThatIsNotHereIsCountedAndALogGroupIsNot() {
        events.putRule("orders", OF_SHOP);
        events.putTargets(
                "orders",
                target("queue", "arn:aws:sqs:us-east-1:123456789012:q"),
                target("log", "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/orders"));
        events.putEvent(entry -> {});
        assertThat(events.bus.undelivered()).isEqualTo(1);
    }

    @Test
    void aRuleThatIsTurnedOffMatchesNothing() {
        events.putRule("orders", OF_SHOP);
        events.call(
                new DisableRuleHandler(events.bus),
                DisableRuleRequest.builder().name("orders").build());
        events.putEvent(entry -> entry.time(Instant.EPOCH));
        assertThat(events.lastMatched()).isEmpty();

        events.call(
                new EnableRuleHandler(events.bus),
                EnableRuleRequest.builder().name("orders").build());
        events.putEvent(entry -> {});
        assertThat(events.lastMatched()).containsExactly("orders");
    }

    @Test
    void aStoredRuleThatIsTooLargeIsLeftOutAndTheOthersMatch() {
        events.putRule("orders", OF_SHOP);
        Rule stored = new Rule(
                new RuleId(new BusId("123456789012", "us-east-1"), "large"),
                tooLarge(),
                Rule.ENABLED,
                Optional.empty(),
                Optional.empty(),
                List.of());
        events.bus.rules().put(stored).toCompletableFuture().join();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> events.putEvent(entry -> {}));

        assertThat(events.lastMatched()).containsExactly("orders");
    }

    @Test
    void aRuleThatIsTooLargeIsNeitherPutNorTested() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(EventsFixture.refusal(() -> events.putRule("large", tooLarge())))
                    .extracting("code")
                    .isEqualTo(ErrorCode.EVENTS_INVALID_PATTERN);
            assertThat(EventsFixture.refusal(() -> matches(tooLarge(), event("{}"))))
                    .hasMessage("Event pattern is not valid. Reason: Rule has over 1000 rule combinations");
        });
    }

    /** 27,000 combinations of 3.7 KB, each of which Event Ruler would compile. */
    private static String tooLarge() {
        String choice = IntStream.range(0, 30)
                .mapToObj(each -> "{\"an-alternative-of-the-name-" + each + "\":[1]}")
                .collect(Collectors.joining(",", "{\"$or\":[", "]}"));
        return "{\"a\":" + choice + ",\"b\":" + choice + ",\"c\":" + choice + "}";
    }

    @Test
    void aRotationIsOnTheBusOfItsRegion() {
        events.putRule(
                "rotations",
                "{\"source\":[\"aws.secretsmanager\"],\"detail\":{\"eventName\":[{\"prefix\":\"Rotation\"}]}}");
        publish(new DomainEvent.RotationStarted(SECRET, "arn", "token"));
        assertThat(events.lastMatched()).containsExactly("rotations");

        publish(new DomainEvent.RotationStarted(new SecretId("123456789012", "eu-west-1", "orders"), "arn", "token"));
        assertThat(events.lastMatched()).isEmpty();
    }

    private void publish(DomainEvent event) {
        events.bus.publish(event).toCompletableFuture().join();
    }

    @Test
    void entriesThatAwsDoesNotTakeAreRefusedEachForItself() {
        assertThat(refused(
                        events.putEvent(entry -> entry.source(null)).entries().get(0)))
                .isEqualTo("InvalidArgument: Parameter Source is not valid. Reason: Source is a required argument.");
        assertThat(refused(
                        events.putEvent(entry -> entry.detailType("")).entries().get(0)))
                .isEqualTo("InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is a required"
                        + " argument.");
        assertThat(refused(
                        events.putEvent(entry -> entry.detail("[1]")).entries().get(0)))
                .isEqualTo("MalformedDetail: Detail is malformed.");
        assertThat(refused(events.putEvent(entry -> entry.source("aws.secretsmanager"))
                        .entries()
                        .get(0)))
                .isEqualTo("NotAuthorizedForSourceException: Not authorized for the source.");
        assertThat(events.putEvent(entry -> entry.detail("{")).failedEntryCount())
                .isEqualTo(1);
        assertThat(events.bus.log().entries()).isEmpty();
    }

    private static String refused(PutEventsResultEntry entry) {
        return entry.errorCode() + ": " + entry.errorMessage();
    }

    @Test
    void patternsMatchAsEventBridgeMatches() {
        assertThat(matches(OF_SHOP, event("{}"))).isTrue();
        assertThat(matches("{\"detail\":{\"total\":[{\"numeric\":[\">\",5]}]}}", event("{\"total\":7}")))
                .isTrue();
        assertThat(matches("{\"detail\":{\"total\":[{\"numeric\":[\">\",9]}]}}", event("{\"total\":7}")))
                .isFalse();
        assertThat(matches("{\"detail\":{\"gone\":[{\"exists\":false}]}}", event("{\"total\":7}")))
                .isTrue();
        assertThat(matches("{\"$or\":[{\"source\":[\"none\"]},{\"detail\":{\"total\":[7]}}]}", event("{\"total\":7}")))
                .isTrue();
    }

    @Test
    void anEventThatLacksAFieldIsNotTested() {
        assertThat(EventsFixture.refusal(() -> matches(OF_SHOP, "{\"id\":\"1\"}")))
                .hasMessage("Parameter Event is not valid. Reason: detail-type is required.");
        assertThat(EventsFixture.refusal(() -> matches(OF_SHOP, "text")))
                .hasMessage("Parameter Event is not valid. Reason: it is no JSON object.");
    }
}
