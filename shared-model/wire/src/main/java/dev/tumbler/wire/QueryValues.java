package dev.tumbler.wire;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;

/** Single values as text, both ways, as the Query protocol spells them. */
final class QueryValues {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int LONGEST_NUMBER = 64;

    private QueryValues() {}

    /** The value that a text means. The refusal's wording is ours, in the form of RDS's other ones. */
    static Object parse(SdkField<?> field, String text) {
        try {
            return parseUnchecked(field, text);
        } catch (IllegalArgumentException | DateTimeException noSuchValue) {
            throw new AwsException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "The parameter " + field.locationName() + " is not a valid " + noun(field) + ".");
        }
    }

    private static Object parseUnchecked(SdkField<?> field, String text) {
        checkLength(field, text);
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text;
            case BOOLEAN -> bool(text);
            case BYTE -> Byte.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BIG_DECIMAL -> new BigDecimal(text);
            case INSTANT -> OffsetDateTime.parse(text).toInstant();
            case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
            case SDK_POJO, LIST, MAP, NULL, DOCUMENT ->
                throw new IllegalStateException(field.memberName() + " is no single value");
        };
    }

    /** The JDK takes time without end for a number of a million digits. */
    private static void checkLength(SdkField<?> field, String text) {
        boolean unbounded =
                switch (field.marshallingType().getKnownType()) {
                    case STRING, SDK_BYTES -> true;
                    default -> false;
                };
        if (!unbounded && text.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("longer than any number");
        }
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static String noun(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case BOOLEAN -> "boolean";
            case BYTE, SHORT, INTEGER, LONG -> "integer";
            case INSTANT -> "timestamp";
            case SDK_BYTES -> "blob";
            default -> "number";
        };
    }

    /** A single value as an answer spells it. */
    static String format(Object value) {
        if (value instanceof Instant instant) {
            return MILLISECONDS.format(instant);
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
