package dev.tumbler.wire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.secret.SecretId;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsManagerEventsTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3";
    private static final SecretId SECRET = new SecretId("123456789012", "eu-west-1", "orders");
    private static final String TOKEN = "11111111-2222-3333-4444-555555555555";
    private static final String ID = "00000000-0000-0000-0000-000000000001";

    private final SecretsManagerEvents events =
            new SecretsManagerEvents(() -> Instant.parse("2026-01-02T03:04:05.678Z"), () -> UUID.fromString(ID));

    static Stream<Arguments> rotations() {
        return Stream.of(
                Arguments.of("RotationStarted", new DomainEvent.RotationStarted(SECRET, ARN, TOKEN)),
                Arguments.of("RotationSucceeded", new DomainEvent.RotationSucceeded(SECRET, ARN, TOKEN)),
                Arguments.of("RotationFailed", new DomainEvent.RotationFailed(SECRET, ARN, TOKEN, "why")),
                Arguments.of("RotationAbandoned", new DomainEvent.RotationAbandoned(SECRET, ARN, TOKEN)),
                Arguments.of("TestRotationStarted", new DomainEvent.TestRotationStarted(SECRET, ARN, TOKEN)),
                Arguments.of("TestRotationSucceeded", new DomainEvent.TestRotationSucceeded(SECRET, ARN, TOKEN)),
                Arguments.of("TestRotationFailed", new DomainEvent.TestRotationFailed(SECRET, ARN, TOKEN, "why")));
    }

    private ObjectNode json(DomainEvent event) {
        return events.of(event).orElseThrow().json();
    }

    @ParameterizedTest
    @MethodSource("rotations")
    void aRotationIsToldAsCloudTrailTellsIt(String name, DomainEvent event) {
        ObjectNode json = json(event);
        JsonNode detail = json.get("detail");

        assertThat(json.get("source").textValue()).isEqualTo("aws.secretsmanager");
        assertThat(json.get("detail-type").textValue()).isEqualTo("AWS Service Event via CloudTrail");
        assertThat(json.get("resources")).isEmpty();
        assertThat(json.get("account").textValue()).isEqualTo("123456789012");
        assertThat(json.get("region").textValue()).isEqualTo("eu-west-1");
        assertThat(detail.get("eventName").textValue()).isEqualTo(name);
        assertThat(detail.has("errorMessage")).isEqualTo(name.endsWith("Failed"));
    }

    @Test
    void everyFieldOfAFailedRotationIsThere() {
        assertThat(json(new DomainEvent.RotationFailed(
                                SECRET, ARN, TOKEN, "Error when executing lambda f during setSecret step"))
                        .toString())
                .isEqualTo(
                        """
                        {"version":"0","id":"%1$s","detail-type":"AWS Service Event via CloudTrail",\
                        "source":"aws.secretsmanager","account":"123456789012","time":"2026-01-02T03:04:05Z",\
                        "region":"eu-west-1","resources":[],"detail":{"eventVersion":"1.08",\
                        "userIdentity":{"accountId":"123456789012","invokedBy":"secretsmanager.amazonaws.com"},\
                        "eventTime":"2026-01-02T03:04:05Z","eventSource":"secretsmanager.amazonaws.com",\
                        "eventName":"RotationFailed","awsRegion":"eu-west-1",\
                        "sourceIPAddress":"secretsmanager.amazonaws.com","userAgent":"secretsmanager.amazonaws.com",\
                        "errorMessage":"Error when executing lambda f during setSecret step",\
                        "requestParameters":null,"responseElements":null,"additionalEventData":{"SecretId":"%2$s"},\
                        "requestID":"Rotation-%2$s-%3$s","eventID":"%1$s","readOnly":false,\
                        "eventType":"AwsServiceEvent","managementEvent":true,"recipientAccountId":"123456789012",\
                        "eventCategory":"Management"}}"""
                                .formatted(ID, ARN, TOKEN));
    }

    @Test
    void aLabelThatMovedIsToldWithTheSecretAmongTheResources() {
        assertThat(json(new DomainEvent.LabelUpdated(SECRET, ARN, "AWSCURRENT", TOKEN))
                        .toString())
                .isEqualTo(
                        """
                        {"version":"0","id":"%s","detail-type":"Secret Label Updated","source":"aws.secretsmanager",\
                        "account":"123456789012","time":"2026-01-02T03:04:05Z","region":"eu-west-1",\
                        "resources":["%s"],\
                        "detail":{"name":"orders","labelUpdated":"AWSCURRENT","versionId":"%s"}}"""
                                .formatted(ID, ARN, TOKEN));
    }

    @Test
    void whatHappensInsideTheServiceIsNotTold() {
        assertThat(events.of(new DomainEvent.ReplicationDue(SECRET))).isEmpty();
        assertThat(events.of(new DomainEvent.DatabaseChanged(
                        new DatabaseId(DatabaseKind.INSTANCE, "123456789012", "eu-west-1", "one"))))
                .isEmpty();
    }
}
