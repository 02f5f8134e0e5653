package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;

/** CreateFunction: a function from a zip, or the address of one that is served elsewhere. */
@Named("lambda.CreateFunction")
@Singleton
public class CreateFunctionHandler extends LambdaHandler<CreateFunctionRequest, CreateFunctionResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public CreateFunctionHandler(LambdaStandIn lambda) {
        super("CreateFunction", CreateFunctionRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<CreateFunctionResponse> answer(CreateFunctionRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.ofNew(request.functionName(), call);
        boolean served = "Image".equals(request.packageTypeAsString());
        UploadedCode code = RequestedSettings.code(request, served);
        FunctionSettings settings = RequestedSettings.of(request, served);
        return lambda.deployments()
                .create(
                        id,
                        code,
                        kept -> new LambdaFunction(
                                id,
                                kept,
                                settings,
                                List.of(),
                                request.tags(),
                                lambda.functions().now(),
                                ""))
                .thenApply(function -> FunctionAnswer.as(function, CreateFunctionResponse.builder()));
    }
}
