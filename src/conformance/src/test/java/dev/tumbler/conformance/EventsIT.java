package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.lambda.LambdaClient;

/** EventBridge through the AWS SDK, and the events of a rotation as the launcher shows them. */
@OneProcess
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
        HttpRequest request =
                router.local("/_tumbler/events?follow=true&rule=rotations").build();
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
    void aRuleThatIsNotThereIsNamed() throws IOException {
        String port = Integer.toString(router.endpoint().getPort());
        RouterProcess.Outcome run = RouterProcess.run(folder, "events", "--port", port, "--rule", "nope");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).isEqualTo("tumbler: There is no rule nope.\n");
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
                .send(router.local("/_tumbler/events").build(), HttpResponse.BodyHandlers.ofLines())
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

    @Test
    void aFunctionSeesARotationAsAwsTellsIt() throws Exception {
        Command.assumePython("boto3");
        Path seen = folder.resolve("seen");
        try (LambdaClient lambda =
                router.caller().configure(LambdaClient.builder()).build()) {
            PythonFunction rotating = new PythonFunction(lambda, "rotating");
            rotating.create(10, Map.of("STEPS", folder.resolve("steps").toString()), "rotation_function");
            rotating.permit("secretsmanager.amazonaws.com");
            PythonFunction noting = new PythonFunction(lambda, "noting");
            noting.create(
                    10,
                    Map.of(
                            "SEEN",
                            seen.toString(),
                            "FAULT",
                            folder.resolve("none").toString()),
                    "noting_function");
            noting.permit("events.amazonaws.com");
            sendRotationsTo(noting.arn());
            RotatedSecret secret = RotatedSecret.create(router, aws.secrets(), "seen", "first");

            String version = secret.rotate(rotating.arn());

            Await.until("the function sees the rotation", Duration.ofSeconds(60), () -> lines(seen)
                    .anyMatch(event -> kind(event).equals("RotationSucceeded")));
            JsonObject event = lines(seen)
                    .filter(each -> kind(each).equals("RotationSucceeded"))
                    .map(JsonObject::new)
                    .findFirst()
                    .orElseThrow();
            assertOfAws(event, secret.describe().arn(), version);
        }
    }

    private static void sendRotationsTo(String functionArn) {
        events.putRule(
                each -> each.name("to-function")
                        .eventPattern(
                                "{\"source\":[\"aws.secretsmanager\"],\"detail-type\":[\"AWS Service Event via CloudTrail\"]}"));
        events.putTargets(each -> each.rule("to-function")
                .targets(Target.builder().id("function").arn(functionArn).build()));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void assertOfAws(JsonObject event, String secretArn, String version) {
        assertThat(event.getString("source")).isEqualTo("aws.secretsmanager");
        assertThat(event.getString("account")).isEqualTo("123456789012");
        assertThat(event.getString("region")).isEqualTo("us-east-1");
        assertThat(event.getJsonArray("resources")).isEmpty();
        JsonObject detail = event.getJsonObject("detail");
        String service = "secretsmanager.amazonaws.com";
        assertThat(detail.getString("eventVersion")).isEqualTo("1.08");
        assertThat(detail.getJsonObject("userIdentity"))
                .isEqualTo(new JsonObject().put("accountId", "123456789012").put("invokedBy", service));
        assertThat(List.of("eventSource", "sourceIPAddress", "userAgent"))
                .allSatisfy(field -> assertThat(detail.getString(field)).isEqualTo(service));
        assertThat(detail.containsKey("requestParameters")).isTrue();
        assertThat(detail.getValue("requestParameters")).isNull();
        assertThat(detail.getValue("responseElements")).isNull();
        assertThat(detail.getJsonObject("additionalEventData")).isEqualTo(new JsonObject().put("SecretId", secretArn));
        assertThat(detail.getString("requestID")).isEqualTo("Rotation-" + secretArn + "-" + version);
        assertThat(detail.getBoolean("readOnly")).isFalse();
        assertThat(detail.getBoolean("managementEvent")).isTrue();
        assertThat(detail.getString("eventType")).isEqualTo("AwsServiceEvent");
        assertThat(detail.getString("eventCategory")).isEqualTo("Management");
        assertThat(detail.getString("recipientAccountId")).isEqualTo("123456789012");
    }

    /** Else a follower would hold the router up as a call under way does, for five seconds. */
    @Test
    void whoFollowsIsLetGoWhenTheRouterStops() throws Exception {
        RouterProcess stopping = RouterProcess.startInMemory(folder.resolve("stopping.log"));
        try (EventBridgeClient client =
                stopping.caller().configure(EventBridgeClient.builder()).build()) {
            client.putEvents(each -> each.entries(order("{}")));
        }
        Iterator<String> followed = HttpClient.newHttpClient()
                .send(stopping.local("/_tumbler/events?follow=true").build(), HttpResponse.BodyHandlers.ofLines())
                .body()
                .iterator();
        assertThat(followed.next()).contains("\"source\":\"shop\"");
        long began = System.nanoTime();
        stopping.terminate();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        assertThat(followed.hasNext()).isFalse();
    }
}
