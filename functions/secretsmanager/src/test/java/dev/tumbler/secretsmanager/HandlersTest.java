package dev.tumbler.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandlersTest {

    static Stream<Class<?>> handlers() {
        return Stream.of(
                CreateSecretHandler.class,
                DeleteSecretHandler.class,
                DescribeSecretHandler.class,
                GetRandomPasswordHandler.class,
                GetSecretValueHandler.class,
                ListSecretVersionIdsHandler.class,
                ListSecretsHandler.class,
                PutSecretValueHandler.class,
                RestoreSecretHandler.class,
                RotateSecretHandler.class,
                TagResourceHandler.class,
                UntagResourceHandler.class,
                UpdateSecretHandler.class,
                UpdateSecretVersionStageHandler.class);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aHandlerIsNamedLikeItsOperation(Class<?> handler) {
        assertThat(handler.getAnnotation(Named.class).value() + "Handler").isEqualTo(handler.getSimpleName());
        assertThat(handler).hasAnnotation(Singleton.class);
        assertThat(handler.getConstructors()).hasSize(1).allMatch(each -> each.isAnnotationPresent(Inject.class));
    }
}
