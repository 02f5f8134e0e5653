package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;

/** GetPolicy: who may invoke a function. */
@Named("lambda.GetPolicy")
@Singleton
public class GetPolicyHandler extends LambdaHandler<GetPolicyRequest, GetPolicyResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public GetPolicyHandler(LambdaStandIn lambda) {
        super("GetPolicy", GetPolicyRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<GetPolicyResponse> answer(GetPolicyRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        return lambda.functions().find(id).thenApply(function -> {
            if (function.permissions().isEmpty()) {
                throw LambdaErrors.noPolicy();
            }
            return GetPolicyResponse.builder()
                    .policy(FunctionPolicy.document(function))
                    .revisionId(function.revisionId())
                    .build();
        });
    }
}
