package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All four steps in one function: what a {@code RotationLambdaARN} names. */
@Named("rotation")
@Singleton
public final class RotationFunction extends RotationHandler {
    private final Map<String, RotationStep> steps;
    private final RotationStep first;

    @Inject
    RotationFunction(
            CreateSecretStep createSecret,
            SetSecretStep setSecret,
            TestSecretStep testSecret,
            FinishSecretStep finishSecret) {
        this.first = createSecret;
        this.steps = Stream.of(createSecret, setSecret, testSecret, finishSecret)
                .collect(Collectors.toUnmodifiableMap(RotationStep::name, Function.identity()));
    }

    /** An unknown step goes to the first, which refuses it after the same checks as any other: so do AWS's functions. */
    @Override
    public Uni<Void> apply(RotationEvent event) {
        return steps.getOrDefault(event.step(), first).apply(event);
    }
}
