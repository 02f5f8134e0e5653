package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge through the AWS SDK, and the events of a rotation as the launcher shows them. */
@OwnRouter
@Timeout(180)
class EventsIT {
    private static final String OF_SHOP = "{\"source\":[\"shop\"],\"detail\":{\"total\":[{\"numeric\":[\">\",5]}]}}";

    @TempDir
    static Path folder;

    private static RouterProcess router;
    private static AwsClients aws;
    private static EventBridgeClient events;

    @BeforeAll
    static void start() {
        router = RouterProcess.startInMemory(folder.resolve("router.log"));
        aws = router.clients();
        events = router.caller().configure(EventBridgeClient.builder()).build();
    }

    @AfterAll
    static void stop() {
        events.close();
        aws.close();
        router.close();
    }

    @Test
    void aRotationIsSeenByTheRuleThatWaitsForIt() throws Exception {
        events.putRule(each -> each.name("rotations").eventPattern("{\"source\":[\"aws.secretsmanager\"]}"));
        events.putTargets(each -> each.rule("rotations")
                .targets(Target.builder()
                        .id("log")
                        .arn("arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/rotations")
                        .build()));
        ManagedInstance instance = ManagedInstance.create(aws, "told");
        String before = new JsonObject(instance.secret()).getString("password");

        instance.startRotation();
        List<String> followed = followUntil("RotationSucceeded");
        instance.awaitRotated();

        assertThat(followed.stream().map(EventsIT::kind))
                .containsExactly("RotationStarted", "AWSCURRENT", "RotationSucceeded");
        String arn = instance.secretArn();
        assertThat(followed).allMatch(event -> event.contains(arn));
        String after = new JsonObject(instance.secret()).getString("password");
        assertThat(followed).noneMatch(event -> event.contains(before) || event.contains(after));
        assertThat(printed()).isEqualTo(followed);
        instance.delete();
    }

    private static String kind(String event) {
        JsonObject detail = new JsonObject(event).getJsonObject("detail");
        return detail.getString("eventName", detail.getString("labelUpdated"));
    }

    private static List<String> followUntil(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        router.endpoint().resolve("/_tumbler/events?follow=true&rule=rotations"))
                .build();
        Iterator<String> lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .iterator();
        List<String> seen = new ArrayList<>();
        do {
            seen.add(lines.next());
        } while (!kind(seen.get(seen.size() - 1)).equals(name));
        return seen;
    }

    private static List<String> printed() throws IOException {
        String port = Integer.toString(router.endpoint().getPort());
        RouterProcess.Outcome run = RouterProcess.run(folder, "events", "--port", port, "--rule", "rotations");
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run.output().lines().toList();
    }

    @Test
    void rulesAreKeptListedAndTakenAway() {
        String arn = events.putRule(each -> each.name("orders").eventPattern(OF_SHOP))
                .ruleArn();
        events.putTargets(each -> each.rule("orders")
                .targets(Target.builder()
                        .id("log")
                        .arn("arn:aws:logs:us-east-1:123456789012:log-group:orders")
                        .build()));

        assertThat(arn).isEqualTo("arn:aws:events:us-east-1:123456789012:rule/orders");
        assertThat(events.listRules(each -> each.namePrefix("ord")).rules())
                .extracting(Rule::name)
                .containsExactly("orders");
        assertThat(events.listTargetsByRule(each -> each.rule("orders")).targets())
                .extracting(Target::id)
                .containsExactly("log");
        events.disableRule(each -> each.name("orders"));
        assertThat(events.describeRule(each -> each.name("orders")).stateAsString())
                .isEqualTo("DISABLED");
        events.enableRule(each -> each.name("orders"));
        events.removeTargets(each -> each.rule("orders").ids("log"));
        events.deleteRule(each -> each.name("orders"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> events.describeRule(each -> each.name("orders")))
                .withMessageStartingWith("Rule orders does not exist on EventBus default.");
        assertThatExceptionOfType(InvalidEventPatternException.class)
                .isThrownBy(() -> events.putRule(each -> each.name("orders").eventPattern("{\"source\":\"shop\"}")))
                .withMessageStartingWith("Event pattern is not valid. Reason: ");
    }

    private static PutEventsRequestEntry order(String detail) {
        return PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("Order")
                .detail(detail)
                .build();
    }

    @Test
    void anEventOfOnesOwnIsMatchedAsItsPatternSays() throws Exception {
        PutEventsResponse put = events.putEvents(each -> each.entries(order("{\"total\":7}"), order("no JSON")));

        assertThat(put.failedEntryCount()).isEqualTo(1);
        assertThat(put.entries().get(1).errorCode()).isEqualTo("MalformedDetail");
        String event = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(router.endpoint().resolve("/_tumbler/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.contains(put.entries().get(0).eventId()))
                .findFirst()
                .orElseThrow();
        assertThat(events.testEventPattern(each -> each.eventPattern(OF_SHOP).event(event))
                        .result())
                .isTrue();
        assertThat(events.testEventPattern(each ->
                                each.eventPattern("{\"account\":[\"0\"]}").event(event))
                        .result())
                .isFalse();
    }
}
