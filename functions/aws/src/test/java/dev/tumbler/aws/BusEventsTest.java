package dev.tumbler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseChanged;
import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.event.DomainEvent.RotationStarted;
import dev.tumbler.domain.event.DomainEvent.RotationSucceeded;
import dev.tumbler.domain.secret.SecretId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class BusEventsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final SecretId SECRET = new SecretId("123456789012", "eu-west-1", "orders");
    private static final DatabaseId DATABASE =
            new DatabaseId(DatabaseKind.INSTANCE, "123456789012", "eu-west-1", "orders");
    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3";

    private final Bus bus = new Bus();
    private final BusEvents events = new BusEvents(bus, "tumbler", InstantSource.fixed(NOW));

    /** Takes entries as EventBridge does, or refuses each, or does not answer at all. */
    private static final class Bus implements EventBridgeAsyncClient {
        final List<PutEventsRequest> calls = new ArrayList<>();
        CompletableFuture<PutEventsResponse> answer = CompletableFuture.completedFuture(
                PutEventsResponse.builder().failedEntryCount(0).build());

        @Override
        public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
            calls.add(request);
            return answer;
        }

        List<PutEventsRequestEntry> entries() {
            return calls.stream().flatMap(call -> call.entries().stream()).toList();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            calls.clear();
        }
    }

    private void send(DomainEvent... sent) {
        events.accept(List.of(sent)).toCompletableFuture().join();
    }

    @Test
    void theStartOfARotationIsToldToAllAndToItsDriver() {
        send(new RotationStarted(SECRET, ARN, "token"));
        assertThat(bus.entries())
                .extracting(
                        PutEventsRequestEntry::eventBusName,
                        PutEventsRequestEntry::source,
                        PutEventsRequestEntry::detailType)
                .containsExactly(
                        tuple("tumbler", "tumbler.secretsmanager", "AWS Service Event via CloudTrail"),
                        tuple("tumbler", "tumbler.work", "RotationStarted"));
    }

    @Test
    void whatAsksForNoWorkIsOnlyTold() {
        send(new RotationSucceeded(SECRET, ARN, "token"));
        assertThat(bus.entries()).extracting(PutEventsRequestEntry::source).containsExactly("tumbler.secretsmanager");
    }

    @Test
    void whatNobodyElseHearsOfIsOnlyWork() {
        send(new ReplicationDue(SECRET), new DatabaseChanged(DATABASE));
        assertThat(bus.entries())
                .extracting(PutEventsRequestEntry::source, PutEventsRequestEntry::detailType)
                .containsExactly(tuple("tumbler.work", "ReplicationDue"), tuple("tumbler.work", "DatabaseChanged"));
    }

    @Test
    void anEventOfADatabaseKeepsItsTimeAndItsResource() {
        Instant then = NOW.minusSeconds(60);
        send(new DatabaseTold(new DatabaseEvent(DATABASE, "RDS-EVENT-0016", "configuration change", "Reset.", then)));
        assertThat(bus.entries())
                .extracting(
                        PutEventsRequestEntry::source, PutEventsRequestEntry::time, PutEventsRequestEntry::resources)
                .containsExactly(tuple("tumbler.rds", then, List.of(DATABASE.arn())));
    }

    @Test
    void nothingIsSentOfNothing() {
        send();
        assertThat(bus.calls).isEmpty();
    }

    @Test
    void aCallTakesTenEntries() {
        events.accept(Collections.nCopies(23, new ReplicationDue(SECRET)))
                .toCompletableFuture()
                .join();
        assertThat(bus.calls).extracting(call -> call.entries().size()).containsExactly(10, 10, 3);
    }

    @Test
    void theStageWaitsForTheBus() {
        bus.answer = new CompletableFuture<>();
        CompletableFuture<Void> told =
                events.accept(List.of(new ReplicationDue(SECRET))).toCompletableFuture();
        assertThat(told).isNotDone();
        bus.answer.complete(PutEventsResponse.builder().build());
        assertThat(told).isCompleted();
    }

    @Test
    void aBusThatFailsOrRefusesFailsNoWrite() {
        bus.answer = CompletableFuture.failedFuture(new IllegalStateException("no bus"));
        send(new ReplicationDue(SECRET));
        bus.answer = CompletableFuture.completedFuture(PutEventsResponse.builder()
                .failedEntryCount(1)
                .entries(PutEventsResultEntry.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("too fast")
                        .build())
                .build());
        send(new ReplicationDue(SECRET));
        assertThat(bus.calls).hasSize(2);
    }
}
