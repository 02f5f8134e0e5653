package dev.tumbler.wire;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.Trait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A structure with the shapes that the services here do not use yet, made as the SDK makes its own; its own builder. */
final class EveryShape implements SdkPojo, SdkBuilder<EveryShape, EveryShape> {
    private static final SdkField<String> TEXT = field(MarshallingType.STRING, "value");

    private static final List<SdkField<?>> FIELDS = List.of(
            field(MarshallingType.SDK_BYTES, "Blob"),
            field(MarshallingType.INSTANT, "Moment"),
            field(MarshallingType.DOUBLE, "Double"),
            field(MarshallingType.LONG, "Long"),
            field(MarshallingType.LIST, "Flat", list(true)),
            field(MarshallingType.LIST, "Plain", list(false)),
            field(MarshallingType.MAP, "Map", map(false)),
            field(MarshallingType.MAP, "FlatMap", map(true)));

    private final Map<String, Object> values = new HashMap<>();

    private static Trait list(boolean flattened) {
        return ListTrait.builder().memberFieldInfo(TEXT).isFlattened(flattened).build();
    }

    private static Trait map(boolean flattened) {
        return MapTrait.builder()
                .keyLocationName("key")
                .valueLocationName("value")
                .valueFieldInfo(TEXT)
                .isFlattened(flattened)
                .build();
    }

    @SuppressWarnings("unchecked") // whoever set a value gave it its type
    private static <T> SdkField<T> field(MarshallingType<? super T> type, String name, Trait... traits) {
        Trait location = LocationTrait.builder()
                .location(MarshallLocation.PAYLOAD)
                .locationName(name)
                .unmarshallLocationName(name)
                .build();
        return SdkField.<T>builder(type)
                .memberName(name)
                .getter(shape -> (T) ((EveryShape) shape).values.get(name))
                .setter((shape, value) -> ((EveryShape) shape).values.put(name, value))
                .traits(Stream.concat(Stream.of(location), Stream.of(traits)).toArray(Trait[]::new))
                .build();
    }

    Map<String, Object> values() {
        return values;
    }

    EveryShape with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    static EveryShape full() {
        return new EveryShape()
                .with("Blob", SdkBytes.fromUtf8String("footest"))
                .with("Moment", Instant.parse("2026-01-02T03:04:05.678Z"))
                .with("Double", 1.5)
                .with("Long", 7L)
                .with("Flat", List.of("a", "b"))
                .with("Plain", List.of("c"))
                .with("Map", Map.of("k", "v"))
                .with("FlatMap", Map.of("l", "w"));
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }

    @Override
    public Map<String, SdkField<?>> sdkFieldNameToField() {
        return FIELDS.stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
    }

    @Override
    public EveryShape build() {
        return this;
    }
}
