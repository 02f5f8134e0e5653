package dev.tumbler.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Reads a tree of parameters into the builders of the SDK's model classes. */
final class QueryReader {
    private static final String LIST_MEMBER = "member";
    private static final String MAP_ENTRY = "entry";
    private static final String MAP_KEY = "key";
    private static final String MAP_VALUE = "value";

    private QueryReader() {}

    static void read(ParameterTree tree, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            tree.child(field.locationName())
                    .flatMap(child -> value(field, child))
                    .ifPresent(value -> field.set(builder, value));
        }
    }

    private static Optional<Object> value(SdkField<?> field, ParameterTree tree) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> tree.isLeaf() ? Optional.empty() : Optional.of(structure(field, tree));
            case LIST -> Optional.of(list(field.getTrait(ListTrait.class), tree));
            case MAP -> Optional.of(map(field.getTrait(MapTrait.class), tree));
            default -> tree.value().map(text -> QueryValues.parse(field, text));
        };
    }

    private static SdkPojo structure(SdkField<?> field, ParameterTree tree) {
        SdkPojo builder = field.constructor().get();
        read(tree, builder);
        return Members.build(builder);
    }

    /**
     * The elements of a list: {@code X.Name.N} by the model's name for an element, {@code X.member.N} as AWS takes it from
     * everybody, {@code X.N} for a flattened one. A list without elements was sent as {@code X=}.
     */
    private static List<Object> list(ListTrait trait, ParameterTree tree) {
        Stream<String> names = Stream.of(Optional.ofNullable(trait.memberLocationName()), Optional.of(LIST_MEMBER))
                .flatMap(Optional::stream);
        ParameterTree elements =
                names.map(tree::child).flatMap(Optional::stream).findFirst().orElse(tree);
        return elements.numbered().stream()
                .flatMap(each -> value(trait.memberFieldInfo(), each).stream())
                .toList();
    }

    private static Map<String, Object> map(MapTrait trait, ParameterTree tree) {
        String keyName = Optional.ofNullable(trait.keyLocationName()).orElse(MAP_KEY);
        String valueName = Optional.ofNullable(trait.valueLocationName()).orElse(MAP_VALUE);
        Map<String, Object> map = new LinkedHashMap<>();
        for (ParameterTree entry : tree.child(MAP_ENTRY).orElse(tree).numbered()) {
            Optional<String> key = entry.child(keyName).flatMap(ParameterTree::value);
            Optional<Object> value = entry.child(valueName).flatMap(each -> value(trait.valueFieldInfo(), each));
            key.ifPresent(name -> value.ifPresent(each -> map.put(name, each)));
        }
        return map;
    }
}
