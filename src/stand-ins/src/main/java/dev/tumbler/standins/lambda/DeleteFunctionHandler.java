package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/** DeleteFunction: a function with its code; what it wrote down stays, as logs do in AWS. */
@Named("lambda.DeleteFunction")
@Singleton
public class DeleteFunctionHandler extends LambdaHandler<DeleteFunctionRequest, DeleteFunctionResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public DeleteFunctionHandler(LambdaStandIn lambda) {
        super("DeleteFunction", DeleteFunctionRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<DeleteFunctionResponse> answer(DeleteFunctionRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        return lambda.deployments().delete(id).thenApply(deleted -> DeleteFunctionResponse.builder()
                .build());
    }
}
