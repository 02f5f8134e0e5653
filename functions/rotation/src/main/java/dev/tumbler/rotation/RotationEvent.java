package dev.tumbler.rotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Secrets Manager asks a rotation function to do, or a workflow that runs the steps in its place.
 *
 * @param secretId the secret's full ARN
 * @param clientRequestToken the id of the version that is to become current
 * @param rotationToken proves to Secrets Manager where a new value comes from; never to be logged
 * @param register whether createSecret is to make the version known, which Secrets Manager does before it calls the first
 *     step and a workflow cannot do without a value
 * @param versionStage the label of the version that testSecret is to log in with, if not with the pending one
 */
public record RotationEvent(
        String step,
        String secretId,
        String clientRequestToken,
        Optional<String> rotationToken,
        boolean register,
        Optional<String> versionStage) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What Secrets Manager sends. */
    public RotationEvent(String step, String secretId, String clientRequestToken, Optional<String> rotationToken) {
        this(step, secretId, clientRequestToken, rotationToken, false, Optional.empty());
    }

    /** Reads AWS's JSON event; members that are not known here are passed over. */
    public static RotationEvent read(InputStream input) throws IOException {
        Map<String, String> members = members(input);
        return new RotationEvent(
                required(members, "Step"),
                required(members, "SecretId"),
                required(members, "ClientRequestToken"),
                Optional.ofNullable(members.get("RotationToken")),
                Boolean.parseBoolean(members.get("Register")),
                Optional.ofNullable(members.get("VersionStage")));
    }

    /** The same as JSON, as Secrets Manager writes it. */
    public byte[] write() {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.writeStartObject();
            generator.writeStringField("Step", step);
            generator.writeStringField("SecretId", secretId);
            generator.writeStringField("ClientRequestToken", clientRequestToken);
            if (rotationToken.isPresent()) {
                generator.writeStringField("RotationToken", rotationToken.get());
            }
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return json.toByteArray();
    }

    private static Map<String, String> members(InputStream input) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING || value.isBoolean()) {
                    members.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (JsonProcessingException cause) {
            // the cause is left out: a parser quotes what it stumbles over, and that may be the rotation token
            throw notAnObject();
        }
        return members;
    }

    /** The wording here and below is ours: AWS's functions fail with their language's own errors. */
    private static String required(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new RotationException("The event has no " + name);
        }
        return value;
    }

    private static RotationException notAnObject() {
        return new RotationException("The event is not a JSON object");
    }

    @Override
    public String toString() {
        return "RotationEvent[step=" + step + ", secretId=" + secretId + ", clientRequestToken=" + clientRequestToken
                + "]";
    }
}
