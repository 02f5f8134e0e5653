package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.database.Database;
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
    private final Databases instances;

    @Inject
    public CreateBlueGreenDeploymentHandler(Databases instances) {
        super(Operation.of(Service.RDS, "CreateBlueGreenDeployment", CreateBlueGreenDeploymentRequest::builder));
        this.instances = instances;
    }

    @Override
    public Uni<CreateBlueGreenDeploymentResponse> apply(CreateBlueGreenDeploymentRequest request, Call call) {
        if (request.blueGreenDeploymentName() == null) {
            throw RdsErrors.missing("BlueGreenDeploymentName");
        }
        if (request.source() == null) {
            throw RdsErrors.missing("Source");
        }
        return instances
                .find(Identifiers.resource(request.source(), call.caller()))
                .map(source -> {
                    throw refusal(source);
                });
    }

    private static AwsException refusal(Database source) {
        return source.master().managed().isPresent()
                ? new AwsException(
                        ErrorCode.SOURCE_DATABASE_NOT_SUPPORTED,
                        "The source DB instance " + source.arn() + " isn't supported for a blue/green deployment.")
                : RdsErrors.notOffered("Creating a blue/green deployment");
    }
}
