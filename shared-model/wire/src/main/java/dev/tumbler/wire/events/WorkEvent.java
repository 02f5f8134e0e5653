package dev.tumbler.wire.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseChanged;
import dev.tumbler.domain.event.DomainEvent.OfRotation;
import dev.tumbler.domain.event.DomainEvent.ReplicationDue;
import dev.tumbler.domain.event.DomainEvent.RotationStarted;
import dev.tumbler.domain.event.DomainEvent.TestRotationStarted;
import dev.tumbler.domain.secret.SecretId;
import java.io.IOException;
import java.io.InputStream;

/**
 * An event that asks for work, on its way over a bus: a nudge that says what to look at. Everything else rests in the store,
 * so that a nudge which comes twice, late or never does no harm.
 */
public final class WorkEvent {
    /** Where these events come from, which nobody but the functions should listen to. */
    public static final String SOURCE = "tumbler.work";

    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkEvent() {}

    /** The detail that the bus carries. */
    public static ObjectNode detail(DomainEvent event) {
        if (event instanceof OfRotation rotation) {
            return secret(rotation.secret()).put("arn", rotation.arn()).put("token", rotation.token());
        }
        if (event instanceof ReplicationDue due) {
            return secret(due.primary());
        }
        if (event instanceof DatabaseChanged changed) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("arn", changed.database().arn());
        }
        throw new IllegalArgumentException(event.getClass().getSimpleName() + " asks for no work");
    }

    private static ObjectNode secret(SecretId secret) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("account", secret.account())
                .put("region", secret.region())
                .put("name", secret.name());
    }

    /** The event in the envelope that EventBridge delivers. */
    public static DomainEvent read(InputStream input) throws IOException {
        return read(tree(input));
    }

    /** The same, parsed already. */
    public static DomainEvent read(JsonNode envelope) {
        String name = envelope.path("detail-type").asText();
        JsonNode detail = envelope.path("detail");
        Route route = Route.named(name)
                .orElseThrow(() -> new IllegalArgumentException("No function here does work for an event " + name));
        return switch (route) {
            case ROTATION_STARTED -> new RotationStarted(secret(detail), text(detail, "arn"), text(detail, "token"));
            case TEST_ROTATION_STARTED ->
                new TestRotationStarted(secret(detail), text(detail, "arn"), text(detail, "token"));
            case DATABASE_CHANGED -> new DatabaseChanged(database(text(detail, "arn")));
            case REPLICATION_DUE -> new ReplicationDue(secret(detail));
        };
    }

    private static JsonNode tree(InputStream input) throws IOException {
        try {
            return JSON.readTree(input);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The event is not JSON", malformed);
        }
    }

    private static SecretId secret(JsonNode detail) {
        return new SecretId(text(detail, "account"), text(detail, "region"), text(detail, "name"));
    }

    private static DatabaseId database(String arn) {
        return DatabaseId.ofArn(arn)
                .orElseThrow(() -> new IllegalArgumentException("The event names no database: " + arn));
    }

    private static String text(JsonNode detail, String member) {
        JsonNode value = detail.path(member);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The event's detail has no " + member);
        }
        return value.textValue();
    }
}
