package dev.tumbler.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;

/** The life of an instance on an older major, as DescribeEvents and the event bus tell it. */
@OwnRouter
@ExtendWith(SharedEndpoint.class)
class DatabaseEventsIT {
    private static final String NAME = "sixteen";
    private static final List<String> LIFE = List.of(
            "creation: DB instance created.",
            "configuration change: Reset master credentials.",
            "notification: DB instance stopped.",
            "notification: DB instance started.",
            "availability: DB instance shutdown.",
            "availability: DB instance restarted.",
            "deletion: DB instance deleted.");

    private static RdsClient rds;
    private static URI router;
    private static String serverVersion;
    private static List<Tag> tags;

    /** It is gone before anybody asks what became of it. */
    @BeforeAll
    static void live(Endpoint shared) {
        rds = shared.clients().rds();
        router = shared.caller().addressOf("rds");
        rds.createDBInstance(
                ManagedInstance.request(NAME).toBuilder().engineVersion("16.3").build());
        ManagedInstance instance = new ManagedInstance(shared.clients(), NAME).awaitAvailable();
        tags = instance.describe().tagList();
        try (Login login = new Login()) {
            serverVersion = login.text(instance.port(), instance.secret(), "show server_version");
        }
        instance.startRotation();
        instance.awaitRotated();
        rds.stopDBInstance(each -> each.dbInstanceIdentifier(NAME));
        instance.awaitStatus("stopped");
        rds.startDBInstance(each -> each.dbInstanceIdentifier(NAME));
        instance.awaitAvailable();
        rds.rebootDBInstance(each -> each.dbInstanceIdentifier(NAME));
        instance.awaitAvailable();
        instance.delete();
    }

    @Test
    void theServerIsOfTheMajorThatWasAskedFor() {
        assertThat(serverVersion).startsWith("16.");
        assertThat(tags)
                .contains(Tag.builder()
                        .key("tumbler:runs-on")
                        .value("postgres " + serverVersion)
                        .build());
    }

    @Test
    void itsLifeIsToldInOrder() {
        List<Event> events = rds
                .describeEventsPaginator(
                        each -> each.sourceType(SourceType.DB_INSTANCE).sourceIdentifier(NAME))
                .events()
                .stream()
                .toList();
        assertThat(events)
                .extracting(each -> each.eventCategories().get(0) + ": " + each.message())
                .containsExactlyElementsOf(LIFE);
        assertThat(events).isSortedAccordingTo((one, other) -> one.date().compareTo(other.date()));
        assertThat(rds.describeEvents(each -> each.sourceType(SourceType.DB_INSTANCE)
                                .sourceIdentifier(NAME)
                                .eventCategories("deletion"))
                        .events())
                .singleElement()
                .satisfies(event -> assertThat(event.sourceArn()).endsWith(":db:" + NAME));
    }

    @Test
    void theBusTellsTheSame() throws Exception {
        HttpRequest request = RouterProcess.local(router, "/_tumbler/events").build();
        Stream<String> lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body();
        assertThat(lines.map(JsonObject::new)
                        .filter(event -> event.getString("detail-type").equals("RDS DB Instance Event"))
                        .map(event -> event.getJsonObject("detail"))
                        .filter(detail -> detail.getString("SourceIdentifier").equals(NAME))
                        .map(detail -> detail.getJsonArray("EventCategories").getString(0) + ": "
                                + detail.getString("Message")))
                .containsExactlyElementsOf(LIFE);
    }
}
