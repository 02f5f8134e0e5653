package dev.tumbler.secretsmanager;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of Secrets Manager. Whatever its answer throws becomes the failure of the call. */
abstract class SecretsManagerHandler<I extends SdkPojo, O extends SdkPojo> extends OperationHandler<I, O> {

    SecretsManagerHandler(String name, Supplier<? extends SdkBuilder<?, I>> newRequest) {
        super(Operation.of(Service.SECRETS_MANAGER, name, newRequest));
    }

    @Override
    public final Uni<O> apply(I request, Call call) {
        return Uni.createFrom().deferred(() -> answer(request, call));
    }

    abstract Uni<O> answer(I request, Call call);
}
