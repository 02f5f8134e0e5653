package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/** RemovePermission: takes back what AddPermission gave. */
@Named("lambda.RemovePermission")
@Singleton
public class RemovePermissionHandler extends LambdaHandler<RemovePermissionRequest, RemovePermissionResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public RemovePermissionHandler(LambdaStandIn lambda) {
        super("RemovePermission", RemovePermissionRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<RemovePermissionResponse> answer(RemovePermissionRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        return lambda.functions()
                .change(id, request.revisionId(), function -> without(function, request.statementId()))
                .thenApply(function -> RemovePermissionResponse.builder().build());
    }

    private static LambdaFunction without(LambdaFunction function, String statementId) {
        if (function.permissions().isEmpty()) {
            throw LambdaErrors.noPolicyToRemoveFrom();
        }
        List<Permission> rest = function.permissions().stream()
                .filter(each -> !each.id().equals(statementId))
                .toList();
        if (rest.size() == function.permissions().size()) {
            throw LambdaErrors.noStatement(statementId);
        }
        return function.withPermissions(rest);
    }
}
