package dev.tumbler.wire.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseChanged;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.event.DomainEvent.RotationStarted;
import dev.tumbler.domain.event.DomainEvent.RotationSucceeded;
import dev.tumbler.domain.event.DomainEvent.TestRotationStarted;
import dev.tumbler.domain.secret.SecretId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkEventTest {
    private static final SecretId SECRET = new SecretId("123456789012", "eu-west-1", "orders/\"quoted\"");
    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3";

    static Stream<DomainEvent> work() {
        return Stream.of(
                new RotationStarted(SECRET, ARN, "token"),
                new TestRotationStarted(SECRET, ARN, "token"),
                new ReplicationDue(SECRET),
                new DatabaseChanged(new DatabaseId(DatabaseKind.INSTANCE, "123456789012", "eu-west-1", "orders")),
                new DatabaseChanged(new DatabaseId(DatabaseKind.CLUSTER, "123456789012", "eu-west-1", "orders")));
    }

    private static DomainEvent read(String json) throws IOException {
        return WorkEvent.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("work")
    void whatGoesOverTheBusComesBackAsItWas(DomainEvent event) throws IOException {
        String name = Route.of(event).orElseThrow().eventName();
        assertThat(read("{\"version\":\"0\",\"detail-type\":\"" + name + "\",\"detail\":" + WorkEvent.detail(event)
                        + "}"))
                .isEqualTo(event);
    }

    @Test
    void everyRouteHasAnEventOfItsName() {
        assertThat(work().map(event -> Route.of(event).orElseThrow()).distinct())
                .containsExactlyInAnyOrder(Route.values());
    }

    @Test
    void whatIsOverAsksForNoWork() {
        RotationSucceeded over = new RotationSucceeded(SECRET, ARN, "token");
        assertThat(Route.of(over)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"detail-type\":\"Nothing\",\"detail\":{}}",
                "{\"detail-type\":\"ReplicationDue\",\"detail\":{}}",
                "{\"detail-type\":\"ReplicationDue\"}",
                "{\"detail-type\":\"ReplicationDue\",\"detail\":{\"account\":1,\"region\":\"r\",\"name\":\"n\"}}",
                "{\"detail-type\":\"DatabaseChanged\",\"detail\":{\"arn\":\"arn:aws:s3:::bucket\"}}",
                "not json"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
