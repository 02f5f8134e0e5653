package dev.tumbler.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Reads JSON into the builders of the SDK's model classes. AWS's texts for a wrong type vary and are not published;
 * these follow the sense of those that were seen.
 */
final class JsonReader {
    /** No moment that can be meant has more digits than this before or behind the point. */
    private static final int MOST_DIGITS = 18;

    /** The JDK takes time without end for a number of a million digits. */
    private static final int LONGEST_NUMBER = 64;

    private final JsonParser parser;

    JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the whole document; nothing at all is an object without members. */
    void readDocument(SdkPojo builder) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return;
        }
        readObject(builder);
        if (parser.nextToken() != null) {
            throw wrong("The request body holds more than one value.");
        }
    }

    private void readObject(SdkPojo builder) throws IOException {
        expect(JsonToken.START_OBJECT, "Expected a structure.");
        Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            SdkField<?> field = fields.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                field.set(builder, value(field));
            }
        }
    }

    private Object value(SdkField<?> field) throws IOException {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text();
            case BOOLEAN -> bool();
            case BYTE -> wholeNumber().getByteValue();
            case SHORT -> wholeNumber().getShortValue();
            case INTEGER -> wholeNumber().getIntValue();
            case LONG -> wholeNumber().getLongValue();
            case FLOAT -> number().floatValue();
            case DOUBLE -> number().doubleValue();
            case BIG_DECIMAL -> number();
            case INSTANT -> instant();
            case SDK_BYTES -> bytes();
            case SDK_POJO -> structure(field);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo());
            case NULL, DOCUMENT -> throw unknownType(field);
        };
    }

    /** Text that has half a surrogate pair is refused: no answer could carry it back. */
    private String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "Expected a string.");
        return whole(parser.getText());
    }

    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw wrong("A string is not valid Unicode.");
                }
                i++;
            }
        }
        return text;
    }

    private boolean bool() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrong("Expected a boolean.");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private JsonParser wholeNumber() {
        expect(JsonToken.VALUE_NUMBER_INT, "Expected an integer.");
        return parser;
    }

    private BigDecimal number() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw wrong("Expected a number.");
        }
        return parser.getDecimalValue();
    }

    private Instant instant() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return instant(number());
        }
        String text = parser.getText();
        if (text.length() > LONGEST_NUMBER) {
            throw wrong("Expected a timestamp.");
        }
        try {
            return instant(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            throw wrong("Expected a timestamp.");
        }
    }

    /** Refuses huge exponents before they are calculated with, which would take memory without end. */
    private static Instant instant(BigDecimal seconds) {
        if (Math.abs(seconds.scale()) > MOST_DIGITS || seconds.precision() > MOST_DIGITS) {
            throw wrong("A timestamp is out of range.");
        }
        BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR);
        if (millis.precision() > MOST_DIGITS) {
            throw wrong("A timestamp is out of range.");
        }
        return Instant.ofEpochMilli(millis.longValueExact());
    }

    private SdkBytes bytes() throws IOException {
        expect(JsonToken.VALUE_STRING, "Expected a blob.");
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(parser.getText()));
        } catch (IllegalArgumentException noBase64) {
            throw wrong("A blob is not valid base64.");
        }
    }

    private SdkPojo structure(SdkField<?> field) throws IOException {
        SdkPojo builder = field.constructor().get();
        readObject(builder);
        return Members.build(builder);
    }

    /** A null in a list stays, so that it can be refused with its place. */
    private List<Object> list(SdkField<?> element) throws IOException {
        expect(JsonToken.START_ARRAY, "Expected a list.");
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(parser.currentToken() == JsonToken.VALUE_NULL ? null : value(element));
        }
        return list;
    }

    private Map<String, Object> map(SdkField<?> element) throws IOException {
        expect(JsonToken.START_OBJECT, "Expected a map.");
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = whole(parser.currentName());
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                map.put(key, value(element));
            }
        }
        return map;
    }

    private void expect(JsonToken token, String otherwise) {
        if (parser.currentToken() != token) {
            throw wrong(otherwise);
        }
    }

    private static AwsException wrong(String message) {
        return new AwsException(ErrorCode.SERIALIZATION, message);
    }

    private static IllegalStateException unknownType(SdkField<?> field) {
        return new IllegalStateException("no service here has a member such as " + field.memberName());
    }
}
