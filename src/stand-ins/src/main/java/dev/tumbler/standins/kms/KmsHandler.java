package dev.tumbler.standins.kms;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One operation of KMS. Whatever its answer throws becomes the failure of the call. Some operations of other services
 * have the same names, so the beans' names begin with {@code kms.}.
 */
abstract class KmsHandler<I extends SdkPojo, O extends SdkPojo> extends OperationHandler<I, O> {

    KmsHandler(String name, Supplier<? extends SdkBuilder<?, I>> newRequest) {
        super(Operation.of(Service.KMS, name, newRequest));
    }

    @Override
    public final Uni<O> apply(I request, Call call) {
        return Uni.createFrom()
                .completionStage(
                        () -> answer(request, KmsCall.of(call, operation().name())));
    }

    abstract CompletionStage<O> answer(I request, KmsCall call);
}
