package dev.tumbler.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes the SDK's model classes as JSON. */
final class JsonWriter {
    private final JsonGenerator generator;

    JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes what belongs into the body; of a REST service's answer the rest stands in headers and the status. */
    void write(SdkPojo pojo) throws IOException {
        generator.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Members.value(pojo, field);
            if (value != null && field.location() == MarshallLocation.PAYLOAD) {
                generator.writeFieldName(field.locationName());
                write(field, value);
            }
        }
        generator.writeEndObject();
    }

    private void write(SdkField<?> field, Object value) throws IOException {
        switch (field.marshallingType().getKnownType()) {
            case STRING -> generator.writeString((String) value);
            case BOOLEAN -> generator.writeBoolean((Boolean) value);
            case BYTE, SHORT, INTEGER, LONG -> generator.writeNumber(((Number) value).longValue());
            case FLOAT -> generator.writeNumber((Float) value);
            case DOUBLE -> generator.writeNumber((Double) value);
            case BIG_DECIMAL -> generator.writeNumber((BigDecimal) value);
            case INSTANT -> generator.writeNumber(epochSeconds((Instant) value));
            case SDK_BYTES ->
                generator.writeString(Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
            case SDK_POJO -> write((SdkPojo) value);
            case LIST -> writeList(field.getTrait(ListTrait.class).memberFieldInfo(), (List<?>) value);
            case MAP -> writeMap(field.getTrait(MapTrait.class).valueFieldInfo(), (Map<?, ?>) value);
            case NULL, DOCUMENT ->
                throw new IllegalStateException("no service here has a member such as " + field.memberName());
        }
    }

    /** Seconds with at most three digits behind the point, never in scientific notation. */
    private static String epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void writeList(SdkField<?> element, List<?> list) throws IOException {
        generator.writeStartArray();
        for (Object value : list) {
            if (value == null) {
                generator.writeNull();
            } else {
                write(element, value);
            }
        }
        generator.writeEndArray();
    }

    private void writeMap(SdkField<?> element, Map<?, ?> map) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() != null) {
                generator.writeFieldName((String) entry.getKey());
                write(element, entry.getValue());
            }
        }
        generator.writeEndObject();
    }
}
