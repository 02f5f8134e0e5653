package dev.tumbler.frontdoor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a Function URL, or an HTTP API of API Gateway, makes the answer to a request of. */
final class FunctionUrlAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private FunctionUrlAnswer() {}

    static void write(Answer answer, String requestId, OutputStream output) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(output)) {
            generator.writeStartObject();
            generator.writeNumberField("statusCode", answer.status());
            generator.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : answer.headers(requestId).entrySet()) {
                generator.writeStringField(header.getKey(), header.getValue());
            }
            generator.writeEndObject();
            Optional<String> text = text(answer.body());
            generator.writeBooleanField("isBase64Encoded", text.isEmpty());
            if (text.isPresent()) {
                generator.writeStringField("body", text.get());
            } else {
                generator.writeBinaryField("body", answer.body());
            }
            generator.writeEndObject();
        }
    }

    /** Empty for what is not UTF-8, which JSON can hold in Base64 alone. */
    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
