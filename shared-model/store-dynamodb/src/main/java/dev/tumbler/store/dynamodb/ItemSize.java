package dev.tumbler.store.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large DynamoDB takes an item to be, by the rules that it documents; where those are vague, a byte or two more. What
 * it would refuse is refused before it is sent.
 */
final class ItemSize {
    private static final int CONTAINER_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;
    private static final int NUMBER_BYTES = 2;

    private ItemSize() {}

    static long bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> text(attribute.getKey()) + bytes(attribute.getValue()))
                .sum();
    }

    private static long bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> NUMBER_BYTES + (value.n().length() + 1) / 2;
            case B -> value.b().asByteArrayUnsafe().length;
            case L ->
                CONTAINER_BYTES
                        + value.l().stream()
                                .mapToLong(each -> ELEMENT_BYTES + bytes(each))
                                .sum();
            case M -> CONTAINER_BYTES + (long) ELEMENT_BYTES * value.m().size() + bytes(value.m());
            default -> 1;
        };
    }

    private static long text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
