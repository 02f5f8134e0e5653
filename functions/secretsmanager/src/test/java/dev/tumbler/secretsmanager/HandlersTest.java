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
                BatchGetSecretValueHandler.class,
                CancelRotateSecretHandler.class,
                CreateSecretHandler.class,
                DeleteResourcePolicyHandler.class,
                DeleteSecretHandler.class,
                DescribeSecretHandler.class,
                GetRandomPasswordHandler.class,
                GetResourcePolicyHandler.class,
                GetSecretValueHandler.class,
                ListSecretVersionIdsHandler.class,
                ListSecretsHandler.class,
                PutResourcePolicyHandler.class,
                PutSecretValueHandler.class,
                RemoveRegionsFromReplicationHandler.class,
                ReplicateSecretToRegionsHandler.class,
                RestoreSecretHandler.class,
                RotateSecretHandler.class,
                StopReplicationToReplicaHandler.class,
                TagResourceHandler.class,
                UntagResourceHandler.class,
                UpdateSecretHandler.class,
                UpdateSecretVersionStageHandler.class,
                ValidateResourcePolicyHandler.class);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aHandlerIsNamedLikeItsOperation(Class<?> handler) {
        assertThat(handler.getAnnotation(Named.class).value() + "Handler").isEqualTo(handler.getSimpleName());
        assertThat(handler).hasAnnotation(Singleton.class);
        assertThat(handler.getConstructors()).hasSize(1).allMatch(each -> each.isAnnotationPresent(Inject.class));
    }
}
