package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
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
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaResponse;

/**
 * CreateDBInstanceReadReplica: refused as AWS refuses it where RDS manages the source's master password.
 * No replica is made yet.
 */
@Named("CreateDBInstanceReadReplica")
@Singleton
public class CreateDBInstanceReadReplicaHandler
        extends OperationHandler<CreateDbInstanceReadReplicaRequest, CreateDbInstanceReadReplicaResponse> {
    private final Databases databases;

    @Inject
    public CreateDBInstanceReadReplicaHandler(Databases databases) {
        super(Operation.of(Service.RDS, "CreateDBInstanceReadReplica", CreateDbInstanceReadReplicaRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<CreateDbInstanceReadReplicaResponse> apply(CreateDbInstanceReadReplicaRequest request, Call call) {
        Identifiers.wellFormed(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        if (request.sourceDBInstanceIdentifier() == null) {
            throw RdsErrors.missing("SourceDBInstanceIdentifier");
        }
        return databases
                .find(Identifiers.source(request.sourceDBInstanceIdentifier(), action(call)))
                .map(source -> {
                    throw refusal(source);
                });
    }

    private static AwsException refusal(Database source) {
        return source.master().managed().isPresent()
                ? RdsErrors.invalidValue("Creating read replicas for source instance with engine "
                        + source.engine().name() + " where ManageMasterUserPassword is enabled is not supported.")
                : RdsErrors.notOffered("Creating a read replica");
    }
}
