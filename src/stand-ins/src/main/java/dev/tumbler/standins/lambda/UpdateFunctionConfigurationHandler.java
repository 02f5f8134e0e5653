package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** UpdateFunctionConfiguration: other settings for a function, from its next invocation on. */
@Named("lambda.UpdateFunctionConfiguration")
@Singleton
public class UpdateFunctionConfigurationHandler
        extends LambdaHandler<UpdateFunctionConfigurationRequest, UpdateFunctionConfigurationResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public UpdateFunctionConfigurationHandler(LambdaStandIn lambda) {
        super("UpdateFunctionConfiguration", UpdateFunctionConfigurationRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<UpdateFunctionConfigurationResponse> answer(
            UpdateFunctionConfigurationRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), null, call);
        RequestedSettings.refuseUnsupported(request);
        return lambda.deployments()
                .updateSettings(id, request.revisionId(), found -> RequestedSettings.changed(found, request))
                .thenApply(function -> FunctionAnswer.as(function, UpdateFunctionConfigurationResponse.builder()));
    }
}
