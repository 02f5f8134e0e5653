package dev.tumbler.wire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RdsEventsTest {
    private final RdsEvents events = new RdsEvents(() -> UUID.fromString("00000000-0000-0000-0000-000000000001"));

    private static DatabaseEvent event(DatabaseKind kind) {
        return new DatabaseEvent(
                new DatabaseId(kind, "123456789012", "eu-west-1", "orders"),
                "RDS-EVENT-0016",
                "configuration change",
                "Reset master credentials.",
                Instant.parse("2026-01-02T03:04:05.678901Z"));
    }

    @Test
    void everyFieldOfAnEventOfAnInstanceIsThere() throws JsonProcessingException {
        DomainEvent told = new DomainEvent.DatabaseTold(event(DatabaseKind.INSTANCE));
        assertThat(events.of(told).orElseThrow().json())
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                {"version":"0","id":"00000000-0000-0000-0000-000000000001","detail-type":"RDS DB Instance Event",
                 "source":"aws.rds","account":"123456789012","time":"2026-01-02T03:04:05Z","region":"eu-west-1",
                 "resources":["arn:aws:rds:eu-west-1:123456789012:db:orders"],
                 "detail":{"EventCategories":["configuration change"],"SourceType":"DB_INSTANCE",
                  "SourceArn":"arn:aws:rds:eu-west-1:123456789012:db:orders","Date":"2026-01-02T03:04:05.678Z",
                  "Message":"Reset master credentials.","SourceIdentifier":"orders","EventID":"RDS-EVENT-0016"}}
                """));
    }

    @Test
    void aClusterIsNamedAsOne() {
        DomainEvent told = new DomainEvent.DatabaseTold(event(DatabaseKind.CLUSTER));
        Event sent = events.of(told).orElseThrow();
        assertThat(sent.detailType()).isEqualTo("RDS DB Cluster Event");
        assertThat(sent.detail().get("SourceType").textValue()).isEqualTo("CLUSTER");
        assertThat(sent.resources()).containsExactly("arn:aws:rds:eu-west-1:123456789012:cluster:orders");
    }

    @Test
    void whatRdsDoesByItselfIsNotSent() {
        assertThat(events.of(new DomainEvent.DatabaseChanged(
                        event(DatabaseKind.INSTANCE).source())))
                .isEmpty();
    }
}
