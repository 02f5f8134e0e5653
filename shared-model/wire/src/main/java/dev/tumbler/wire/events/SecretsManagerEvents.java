package dev.tumbler.wire.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.LabelUpdated;
import dev.tumbler.domain.event.DomainEvent.OfRotation;
import dev.tumbler.domain.event.DomainEvent.RotationAbandoned;
import dev.tumbler.domain.event.DomainEvent.RotationFailed;
import dev.tumbler.domain.event.DomainEvent.RotationStarted;
import dev.tumbler.domain.event.DomainEvent.RotationSucceeded;
import dev.tumbler.domain.event.DomainEvent.TestRotationFailed;
import dev.tumbler.domain.event.DomainEvent.TestRotationStarted;
import dev.tumbler.domain.event.DomainEvent.TestRotationSucceeded;
import dev.tumbler.domain.secret.SecretId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What happened to a secret as AWS tells it on the bus. No event holds a value. */
public final class SecretsManagerEvents {
    private static final String SOURCE = "aws.secretsmanager";
    private static final String SERVICE = "secretsmanager.amazonaws.com";

    private static final Map<Class<? extends OfRotation>, String> NAMES = Map.of(
            RotationStarted.class, "RotationStarted",
            RotationSucceeded.class, "RotationSucceeded",
            RotationFailed.class, "RotationFailed",
            RotationAbandoned.class, "RotationAbandoned",
            TestRotationStarted.class, "TestRotationStarted",
            TestRotationSucceeded.class, "TestRotationSucceeded",
            TestRotationFailed.class, "TestRotationFailed");

    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public SecretsManagerEvents(InstantSource clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** The event that AWS sends; empty for what happens inside the service alone. */
    public Optional<Event> of(DomainEvent event) {
        if (event instanceof OfRotation rotation) {
            return Optional.of(ofRotation(rotation));
        }
        return event instanceof LabelUpdated updated ? Optional.of(labelUpdated(updated)) : Optional.empty();
    }

    /** The event that CloudTrail makes of what the service did by itself: it names the secret in its detail alone. */
    private Event ofRotation(OfRotation rotation) {
        Instant now = clock.instant();
        return new Event(
                newId(),
                bus(rotation.secret()),
                now,
                SOURCE,
                "AWS Service Event via CloudTrail",
                List.of(),
                trailRecord(rotation, now));
    }

    /**
     * The request id ends with the rotation's token, so that all events of one rotation share it; what AWS's ends with is
     * known only to be a UUID. The reason of a failed test stands where that of a failed rotation does.
     */
    private ObjectNode trailRecord(OfRotation rotation, Instant now) {
        SecretId secret = rotation.secret();
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("eventVersion", "1.08");
        detail.putObject("userIdentity").put("accountId", secret.account()).put("invokedBy", SERVICE);
        detail.put("eventTime", Event.seconds(now));
        detail.put("eventSource", SERVICE);
        detail.put("eventName", NAMES.get(rotation.getClass()));
        detail.put("awsRegion", secret.region());
        detail.put("sourceIPAddress", SERVICE);
        detail.put("userAgent", SERVICE);
        rotation.failure().ifPresent(reason -> detail.put("errorMessage", reason));
        detail.putNull("requestParameters");
        detail.putNull("responseElements");
        detail.putObject("additionalEventData").put("SecretId", rotation.arn());
        detail.put("requestID", "Rotation-" + rotation.arn() + "-" + rotation.token());
        detail.put("eventID", newId());
        detail.put("readOnly", false);
        detail.put("eventType", "AwsServiceEvent");
        detail.put("managementEvent", true);
        detail.put("recipientAccountId", secret.account());
        detail.put("eventCategory", "Management");
        return detail;
    }

    private Event labelUpdated(LabelUpdated updated) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("name", updated.secret().name());
        detail.put("labelUpdated", updated.label());
        detail.put("versionId", updated.versionId());
        return new Event(
                newId(),
                bus(updated.secret()),
                clock.instant(),
                SOURCE,
                "Secret Label Updated",
                List.of(updated.arn()),
                detail);
    }

    private static BusId bus(SecretId secret) {
        return new BusId(secret.account(), secret.region());
    }

    private String newId() {
        return ids.get().toString();
    }
}
