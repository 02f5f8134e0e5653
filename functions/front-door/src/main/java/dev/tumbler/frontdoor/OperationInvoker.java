package dev.tumbler.frontdoor;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.OperationHandler;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.SdkPojo;

/** Has an operation answer a call whose caller and shape have been checked. Where it does its work is the front door's choice. */
@FunctionalInterface
public interface OperationInvoker {

    /** Fails with an {@code AwsException} for what AWS would refuse, as the handler itself does. */
    <I extends SdkPojo, O extends SdkPojo> Uni<O> invoke(OperationHandler<I, O> handler, I request, Call call);
}
