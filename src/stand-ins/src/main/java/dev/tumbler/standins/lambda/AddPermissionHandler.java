package dev.tumbler.standins.lambda;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;

/** AddPermission: lets somebody besides the function's own account invoke it. */
@Named("lambda.AddPermission")
@Singleton
public class AddPermissionHandler extends LambdaHandler<AddPermissionRequest, AddPermissionResponse> {
    private final LambdaStandIn lambda;

    @Inject
    public AddPermissionHandler(LambdaStandIn lambda) {
        super("AddPermission", AddPermissionRequest::builder);
        this.lambda = lambda;
    }

    @Override
    CompletionStage<AddPermissionResponse> answer(AddPermissionRequest request, FunctionCall call) {
        FunctionId id = FunctionReference.parse(request.functionName(), request.qualifier(), call);
        Permission permission = permission(request);
        return lambda.functions()
                .change(id, request.revisionId(), function -> FunctionPolicy.checked(added(function, permission)))
                .thenApply(function -> AddPermissionResponse.builder()
                        .statement(FunctionPolicy.statement(id, permission))
                        .build());
    }

    private static Permission permission(AddPermissionRequest request) {
        if (request.functionUrlAuthType() != null || request.invokedViaFunctionUrl() != null) {
            throw LambdaErrors.notOffered("A function URL");
        }
        return new Permission(
                request.statementId(),
                request.action(),
                request.principal(),
                new Permission.Conditions(
                        Optional.ofNullable(request.sourceArn()),
                        Optional.ofNullable(request.sourceAccount()),
                        Optional.ofNullable(request.principalOrgID()),
                        Optional.ofNullable(request.eventSourceToken())));
    }

    private static LambdaFunction added(LambdaFunction function, Permission permission) {
        if (function.permissions().stream().anyMatch(each -> each.id().equals(permission.id()))) {
            throw LambdaErrors.statementExists(permission.id());
        }
        List<Permission> all = new ArrayList<>(function.permissions());
        all.add(permission);
        return function.withPermissions(all);
    }
}
