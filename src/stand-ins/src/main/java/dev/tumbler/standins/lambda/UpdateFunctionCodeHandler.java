package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

/** UpdateFunctionCode: other code for a function, from its next invocation on. */
@Named("lambda.UpdateFunctionCode")
@Singleton
public class UpdateFunctionCodeHandler extends LambdaHandler<UpdateFunctionCodeRequest, UpdateFunctionCodeResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public UpdateFunctionCodeHandler(LambdaStandIn lambda) {
        super("UpdateFunctionCode", UpdateFunctionCodeRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<UpdateFunctionCodeResponse> answer(UpdateFunctionCodeRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), null, call);
        RequestedSettings.refusePublish(request.publish());
        UploadedCode code = UploadedCode.of(request.zipFile(), request.imageUri(), request.s3Bucket());
        UnaryOperator<FunctionSettings> change = settings -> request.hasArchitectures()
                ? settings.withArchitecture(request.architecturesAsStrings().get(0))
                : settings;
        CompletionStage<LambdaFunction> function = Boolean.TRUE.equals(request.dryRun())
                ? lambda.functions()
                        .find(id)
                        .thenApply(
                                found -> found.with(code.described(), change.apply(found.settings()), found.modified()))
                : lambda.deployments().updateCode(id, code, request.revisionId(), change);
        return function.thenApply(found -> FunctionAnswer.as(found, UpdateFunctionCodeResponse.builder()));
    }
}
