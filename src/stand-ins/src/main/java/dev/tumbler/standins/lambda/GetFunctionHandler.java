package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** GetFunction: a function with its tags and where its code is. */
@Named("lambda.GetFunction")
@Singleton
public class GetFunctionHandler extends LambdaHandler<GetFunctionRequest, GetFunctionResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public GetFunctionHandler(LambdaStandIn lambda) {
        super("GetFunction", GetFunctionRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<GetFunctionResponse> answer(GetFunctionRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        return lambda.functions().find(id).thenApply(function -> GetFunctionResponse.builder()
                .configuration(FunctionAnswer.configuration(function))
                .code(code(function))
                .tags(function.tags().isEmpty() ? null : function.tags())
                .build());
    }

    /** The location of a zip is a file of this machine: there is no S3 to link to. */
    private FunctionCodeLocation code(LambdaFunction function) {
        if (function.code() instanceof FunctionCode.Served served) {
            return FunctionCodeLocation.builder()
                    .repositoryType("ECR")
                    .imageUri(served.endpoint().toString())
                    .build();
        }
        FunctionCode.Zipped zipped = (FunctionCode.Zipped) function.code();
        return FunctionCodeLocation.builder()
                .repositoryType("S3")
                .location(lambda.files().zip(function.id(), zipped).toUri().toString())
                .build();
    }
}
