package dev.tumbler.wire;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One operation of a service.
 *
 * @param name AWS's name of it, unchanged
 * @param newRequest an empty builder of its request, such as {@code GetSecretValueRequest::builder}
 * @param <I> its request
 */
public record Operation<I extends SdkPojo>(
        Service service, String name, Supplier<? extends SdkBuilder<?, I>> newRequest) {
    private static final List<String> READING = List.of("BatchGet", "Describe", "Get", "List");

    public static <I extends SdkPojo> Operation<I> of(
            Service service, String name, Supplier<? extends SdkBuilder<?, I>> newRequest) {
        return new Operation<>(service, name, newRequest);
    }

    /** Whether it changes nothing. AWS names every such operation alike; a test keeps the list of those offered here. */
    public boolean isReadOnly() {
        return READING.stream().anyMatch(name::startsWith);
    }
}
