package dev.tumbler.standins.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandlersTest {
    static Stream<OperationHandler<?, ?>> handlers() {
        KmsStandIn kms = new KmsFixture().kms;
        return Stream.of(
                new CancelKeyDeletionHandler(kms),
                new CreateAliasHandler(kms),
                new CreateGrantHandler(kms, new SecureRandom()),
                new CreateKeyHandler(kms),
                new DecryptHandler(kms),
                new DeleteAliasHandler(kms),
                new DescribeKeyHandler(kms),
                new DisableKeyHandler(kms),
                new EnableKeyHandler(kms),
                new EncryptHandler(kms),
                new GenerateDataKeyHandler(kms),
                new GenerateDataKeyWithoutPlaintextHandler(kms),
                new GetKeyPolicyHandler(kms),
                new ListAliasesHandler(kms),
                new ListGrantsHandler(kms),
                new ListKeysHandler(kms),
                new ListResourceTagsHandler(kms),
                new PutKeyPolicyHandler(kms),
                new ReEncryptHandler(kms),
                new RetireGrantHandler(kms),
                new RevokeGrantHandler(kms),
                new ScheduleKeyDeletionHandler(kms),
                new TagResourceHandler(kms),
                new UntagResourceHandler(kms),
                new UpdateAliasHandler(kms));
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aHandlerIsNamedLikeItsOperationAndItsService(OperationHandler<?, ?> handler) {
        String operation = handler.operation().name();
        assertThat(handler.operation().service()).isEqualTo(Service.KMS);
        assertThat(handler.getClass().getSimpleName()).isEqualTo(operation + "Handler");
        assertThat(handler.getClass().getAnnotation(Named.class).value()).isEqualTo("kms." + operation);
        assertThat(handler.getClass()).hasAnnotation(Singleton.class);
    }
}
