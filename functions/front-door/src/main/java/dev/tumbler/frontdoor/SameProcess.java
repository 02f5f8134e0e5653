package dev.tumbler.frontdoor;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.OperationHandler;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.SdkPojo;

/** Operations that work in the process of their front door. */
@DefaultBean
@Singleton
public class SameProcess implements OperationInvoker {
    @Override
    public <I extends SdkPojo, O extends SdkPojo> Uni<O> invoke(OperationHandler<I, O> handler, I request, Call call) {
        return handler.apply(request, call);
    }
}
