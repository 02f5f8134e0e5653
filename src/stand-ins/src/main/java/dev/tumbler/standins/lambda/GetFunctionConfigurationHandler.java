package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** GetFunctionConfiguration: the settings of a function. */
@Named("lambda.GetFunctionConfiguration")
@Singleton
public class GetFunctionConfigurationHandler
        extends LambdaHandler<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public GetFunctionConfigurationHandler(LambdaStandIn lambda) {
        super("GetFunctionConfiguration", GetFunctionConfigurationRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<GetFunctionConfigurationResponse> answer(
            GetFunctionConfigurationRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        return lambda.functions()
                .find(id)
                .thenApply(function -> FunctionAnswer.as(function, GetFunctionConfigurationResponse.builder()));
    }
}
