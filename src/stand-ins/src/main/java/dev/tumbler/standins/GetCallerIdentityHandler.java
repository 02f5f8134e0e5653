package dev.tumbler.standins;

import dev.tumbler.domain.Caller;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** GetCallerIdentity: who signed the call. */
@Named("GetCallerIdentity")
@Singleton
public class GetCallerIdentityHandler extends OperationHandler<GetCallerIdentityRequest, GetCallerIdentityResponse> {

    public GetCallerIdentityHandler() {
        super(Operation.of(Service.STS, "GetCallerIdentity", GetCallerIdentityRequest::builder));
    }

    @Override
    public Uni<GetCallerIdentityResponse> apply(GetCallerIdentityRequest request, Call call) {
        Caller caller = call.caller();
        return Uni.createFrom()
                .item(GetCallerIdentityResponse.builder()
                        .account(caller.account())
                        .arn(caller.arn())
                        .userId(caller.userId())
                        .build());
    }
}
