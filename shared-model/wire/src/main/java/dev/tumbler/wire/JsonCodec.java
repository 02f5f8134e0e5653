package dev.tumbler.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.1: the members of the SDK's own classes as JSON. */
public final class JsonCodec {
    /** The deepest request of the services here nests four levels; what lies deeper is not meant well. */
    private static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 64;

    /** Zipped code of a function in base64; the front door has measured the request already. */
    private static final int LONGEST_STRING = 70_000_000;

    /** Names of members come from callers: they are not kept for the life of the process. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .build();

    private JsonCodec() {}

    /**
     * Reads a request. Members that the operation does not know are ignored, as AWS ignores them, and an empty body is a
     * request without members.
     *
     * @throws AwsException with {@code SerializationException} and a text that holds nothing of the body
     */
    public static <I extends SdkPojo> I read(byte[] json, Operation<I> operation) {
        SdkPojo builder = Members.builder(operation);
        readInto(builder, json);
        return Members.request(builder, operation);
    }

    static void readInto(SdkPojo builder, byte[] json) {
        if (!Utf8.isText(json)) {
            throw malformed();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            new JsonReader(parser).readDocument(builder);
        } catch (IOException malformed) {
            throw malformed();
        }
    }

    /** Without its cause: a parser's message quotes the text it stumbled over, and that may be a secret value. */
    private static AwsException malformed() {
        return new AwsException(ErrorCode.SERIALIZATION, "The request body is not valid JSON.");
    }

    /** Writes the members that are set, in the order of the model. A list that was set to be empty is written. */
    public static byte[] write(SdkPojo pojo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            new JsonWriter(generator).write(pojo);
        } catch (IOException failure) {
            throw new UncheckedIOException("a " + pojo.getClass().getSimpleName() + " cannot be written", failure);
        }
        return bytes.toByteArray();
    }
}
