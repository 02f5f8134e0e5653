package dev.tumbler.standins.events;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of EventBridge. Whatever its answer throws becomes the failure of the call. */
abstract class EventsHandler<I extends SdkPojo, O extends SdkPojo> extends OperationHandler<I, O> {

    EventsHandler(String name, Supplier<? extends SdkBuilder<?, I>> newRequest) {
        super(Operation.of(Service.EVENTS, name, newRequest));
    }

    @Override
    public final Uni<O> apply(I request, Call call) {
        return Uni.createFrom().completionStage(() -> answer(request, new EventsCall(action(call))));
    }

    abstract CompletionStage<O> answer(I request, EventsCall call);
}
