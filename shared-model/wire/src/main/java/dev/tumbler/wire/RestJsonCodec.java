package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;

/**
 * REST with JSON: the SDK's model classes say of each member whether it stands in the path, the query, a header, or the
 * body. One member may be the whole body, as it is.
 */
public final class RestJsonCodec {
    private static final byte[] NOTHING = {};

    private RestJsonCodec() {}

    /**
     * Reads a request. What stands in the path, the query or a header is read last: no body can say otherwise.
     *
     * @throws AwsException with {@code SerializationException} and a text that holds nothing of the body
     */
    public static <I extends SdkPojo> I read(RestRequest message, Operation<I> operation) {
        SdkPojo builder = Members.builder(operation);
        Optional<SdkField<?>> payload = payload(builder);
        if (payload.isEmpty()) {
            JsonCodec.readInto(builder, message.body());
        } else if (message.body().length > 0) {
            payload.get().set(builder, SdkBytes.fromByteArrayUnsafe(message.body()));
        }
        for (SdkField<?> field : builder.sdkFields()) {
            outsideOfTheBody(message, field).ifPresent(text -> field.set(builder, value(field, text)));
        }
        return Members.request(builder, operation);
    }

    private static Optional<SdkField<?>> payload(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class))
                .findFirst();
    }

    private static Optional<String> outsideOfTheBody(RestRequest message, SdkField<?> field) {
        return switch (field.location()) {
            case PATH, GREEDY_PATH -> Optional.ofNullable(message.labels().get(field.locationName()));
            case QUERY_PARAM -> Optional.ofNullable(message.query().get(field.locationName()));
            case HEADER -> message.header().apply(field.locationName());
            case PAYLOAD, STATUS_CODE -> Optional.empty();
        };
    }

    private static Object value(SdkField<?> field, String text) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> wholeNumber(text);
            default -> throw new IllegalStateException("no operation here has such a member as " + field.memberName());
        };
    }

    private static Integer wholeNumber(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException malformed) {
            throw new AwsException(ErrorCode.SERIALIZATION, "Expected an integer.", malformed);
        }
    }

    /**
     * Writes a response.
     *
     * @param usualStatus the status where the response has none of its own
     */
    public static RestAnswer write(SdkPojo response, int usualStatus) {
        int status = usualStatus;
        Map<String, String> headers = new LinkedHashMap<>();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = Members.value(response, field);
            if (value != null && field.location() == MarshallLocation.STATUS_CODE) {
                status = (Integer) value;
            } else if (value != null && field.location() == MarshallLocation.HEADER) {
                headers.put(field.locationName(), value.toString());
            }
        }
        return new RestAnswer(status, headers, body(response));
    }

    private static byte[] body(SdkPojo response) {
        Optional<SdkField<?>> payload = payload(response);
        if (payload.isPresent()) {
            SdkBytes bytes = (SdkBytes) Members.value(response, payload.get());
            return bytes == null ? NOTHING : bytes.asByteArrayUnsafe();
        }
        boolean hasBody = response.sdkFields().stream().anyMatch(field -> field.location() == MarshallLocation.PAYLOAD);
        return hasBody ? JsonCodec.write(response) : NOTHING;
    }
}
