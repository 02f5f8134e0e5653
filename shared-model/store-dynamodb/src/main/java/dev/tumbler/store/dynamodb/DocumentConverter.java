package dev.tumbler.store.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A document as a DynamoDB map, so that people can read a table in the console. */
final class DocumentConverter implements AttributeConverter<Map<String, Object>> {
    private static final EnhancedType<Map<String, Object>> TYPE = EnhancedType.mapOf(String.class, Object.class);

    @Override
    public AttributeValue transformFrom(Map<String, Object> document) {
        return write(document);
    }

    private static AttributeValue write(Object value) {
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        } else if (value instanceof Long number) {
            return AttributeValue.fromN(number.toString());
        } else if (value instanceof Boolean flag) {
            return AttributeValue.fromBool(flag);
        } else if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        } else if (value instanceof List<?> list) {
            return AttributeValue.fromL(
                    list.stream().map(DocumentConverter::write).toList());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put((String) name, write(field)));
            return AttributeValue.fromM(fields);
        }
        throw new IllegalArgumentException("no document holds a "
                + (value == null ? "null" : value.getClass().getName()));
    }

    @Override
    public Map<String, Object> transformTo(AttributeValue stored) {
        return readMap(stored);
    }

    private static Object read(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Long.valueOf(value.n());
            case BOOL -> value.bool();
            case B -> value.b().asByteArray();
            case L -> value.l().stream().map(DocumentConverter::read).toList();
            case M -> readMap(value);
            default -> throw new IllegalStateException("no document holds a DynamoDB " + value.type());
        };
    }

    private static Map<String, Object> readMap(AttributeValue value) {
        Map<String, Object> map = new LinkedHashMap<>();
        value.m().forEach((name, field) -> map.put(name, read(field)));
        return map;
    }

    @Override
    public EnhancedType<Map<String, Object>> type() {
        return TYPE;
    }

    @Override
    public AttributeValueType attributeValueType() {
        return AttributeValueType.M;
    }
}
