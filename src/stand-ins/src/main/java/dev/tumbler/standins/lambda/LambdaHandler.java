package dev.tumbler.standins.lambda;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of Lambda. Whatever its answer throws becomes the failure of the call. */
abstract class LambdaHandler<I extends SdkPojo, O extends SdkPojo> extends OperationHandler<I, O> {

    LambdaHandler(String name, Supplier<? extends SdkBuilder<?, I>> newRequest) {
        super(Operation.of(Service.LAMBDA, name, newRequest));
    }

    @Override
    public final Uni<O> apply(I request, Call call) {
        return Uni.createFrom()
                .completionStage(
                        () -> answer(request, FunctionCall.of(call, operation().name())));
    }

    abstract CompletionStage<O> answer(I request, FunctionCall call);
}
