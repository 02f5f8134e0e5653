package dev.tumbler.wire;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The members of the SDK's model classes, without reflection. */
final class Members {
    private Members() {}

    /** The builder of an operation's request, as something whose members can be set. */
    static SdkPojo builder(Operation<?> operation) {
        return (SdkPojo) operation.newRequest().get();
    }

    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
    }

    /** What the builder of an operation's request has become. */
    @SuppressWarnings("unchecked") // an operation's builder builds its request
    static <I extends SdkPojo> I request(SdkPojo builder, Operation<I> operation) {
        return ((SdkBuilder<?, I>) builder).build();
    }

    /** A member by its name in the service's model, which is not its place on the wire where that is a header. */
    static SdkField<?> field(SdkPojo pojo, String name) {
        SdkField<?> byPlace = pojo.sdkFieldNameToField().get(name);
        return byPlace != null
                ? byPlace
                : pojo.sdkFields().stream()
                        .filter(field -> field.memberName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no member " + name));
    }

    /**
     * A member's value as it was given, or null. The SDK's own accessor makes up a client request token where there is
     * none, which would hide that a caller sent none.
     */
    static Object value(SdkPojo pojo, SdkField<?> field) {
        if (pojo instanceof SdkRequest request && field.containsTrait(DefaultValueTrait.class)) {
            return request.getValueForField(field.memberName(), Object.class).orElse(null);
        }
        Object value = field.getValueOrDefault(pojo);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }
}
