package dev.tumbler.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Fills the members of any of the SDK's classes with random values, the same ones for the same seed. */
final class SampleValues {
    private static final String[] TEXTS = {
        "plain",
        "with space",
        "a&b=c;d",
        "<tag attr=\"x\">]]>",
        "line\r\nbreak\ttab\rend",
        "ü€𝄞 漢字",
        "100%+",
        "'quoted\"",
        "{\"username\":\"u\",\"password\":\"p\\\\\"}"
    };
    private static final long LAST_MOMENT = 4_102_444_800_000L;

    /** How likely a member is set. */
    private final double density;

    private final Random random;

    private SampleValues(double density, long seed) {
        this.density = density;
        this.random = new Random(seed);
    }

    static SampleValues of(long seed) {
        return new SampleValues(0.6, seed);
    }

    static SampleValues none() {
        return new SampleValues(0, 0);
    }

    /** Every member, so that the SDK's client makes up none. */
    static SampleValues tokens() {
        return new SampleValues(1, 0);
    }

    SdkPojo fill(SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            boolean madeUpIfMissing = field.memberName().equals("ClientRequestToken");
            if (madeUpIfMissing || random.nextDouble() < density) {
                field.set(builder, value(field));
            }
        }
        return builder;
    }

    Object value(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case DOUBLE -> random.nextInt(1000) / 8.0;
            case FLOAT -> random.nextInt(1000) / 8.0f;
            case SHORT -> (short) random.nextInt(Short.MAX_VALUE);
            case BYTE -> (byte) random.nextInt(Byte.MAX_VALUE);
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(), 3);
            case INSTANT -> Instant.ofEpochMilli(random.nextLong(LAST_MOMENT));
            case SDK_BYTES -> bytes();
            case SDK_POJO -> structure(field);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo());
            case NULL, DOCUMENT -> throw new IllegalStateException(field.memberName());
        };
    }

    private SdkBytes bytes() {
        byte[] bytes = new byte[1 + random.nextInt(20)];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    /** Never without members: the Query protocol cannot say that. */
    private SdkPojo structure(SdkField<?> field) {
        SdkPojo builder = field.constructor().get();
        SdkField<?> first = builder.sdkFields().get(0);
        first.set(builder, value(first));
        return Members.build(fill(builder));
    }

    private List<Object> list(SdkField<?> element) {
        return Stream.generate(() -> value(element)).limit(random.nextInt(4)).toList();
    }

    private Map<String, Object> map(SdkField<?> element) {
        Map<String, Object> map = new LinkedHashMap<>();
        IntStream.range(0, 1 + random.nextInt(3))
                .forEach(i -> map.put(TEXTS[random.nextInt(TEXTS.length)] + i, value(element)));
        return map;
    }
}
