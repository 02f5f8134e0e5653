package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.CreateBlueGreenDeploymentRequest;
import software.amazon.awssdk.services.rds.model.CreateBlueGreenDeploymentResponse;

/**
 * CreateBlueGreenDeployment: refused as AWS refuses it where RDS manages the source's master password.
 * None is made yet.
 */
@Named("CreateBlueGreenDeployment")
@Singleton
public class CreateBlueGreenDeploymentHandler
        extends OperationHandler<CreateBlueGreenDeploymentRequest, CreateBlueGreenDeploymentResponse> {
    private final Databases databases;

    @Inject
    public CreateBlueGreenDeploymentHandler(Databases databases) {
        super(Operation.of(Service.RDS, "CreateBlueGreenDeployment", CreateBlueGreenDeploymentRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<CreateBlueGreenDeploymentResponse> apply(CreateBlueGreenDeploymentRequest request, Call call) {
        if (request.blueGreenDeploymentName() == null) {
            throw RdsErrors.missing("BlueGreenDeploymentName");
        }
        if (request.source() == null) {
            throw RdsErrors.missing("Source");
        }
        return databases
                .find(Identifiers.resource(request.source(), action(call)))
                .map(source -> {
                    throw refusal(source);
                });
    }

    private static AwsException refusal(Database source) {
        if (source.master().managed().isEmpty()) {
            return RdsErrors.notOffered("Creating a blue/green deployment");
        }
        DatabaseKind kind = source.id().kind();
        ErrorCode code =
                switch (kind) {
                    case INSTANCE -> ErrorCode.SOURCE_DATABASE_NOT_SUPPORTED;
                    case CLUSTER -> ErrorCode.SOURCE_CLUSTER_NOT_SUPPORTED;
                };
        return new AwsException(
                code,
                "The source " + kind.words() + " " + source.arn() + " isn't supported for a blue/green deployment.");
    }
}
