package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;

/** DeleteDBInstance: stores the instance as {@code deleting}; its server, data and secret go after that. */
@Named("DeleteDBInstance")
@Singleton
public class DeleteDBInstanceHandler extends OperationHandler<DeleteDbInstanceRequest, DeleteDbInstanceResponse> {
    private final Databases instances;

    @Inject
    public DeleteDBInstanceHandler(Databases instances) {
        super(Operation.of(Service.RDS, "DeleteDBInstance", DeleteDbInstanceRequest::builder));
        this.instances = instances;
    }

    @Override
    public Uni<DeleteDbInstanceResponse> apply(DeleteDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        return instances
                .find(id)
                .invoke(found -> checkSnapshot(request))
                .chain(found ->
                        instances.update(id, stored -> DatabaseLifecycle.delete(DatabaseLifecycle.found(stored, id))))
                .chain(found -> instances.instance(id, found))
                .map(answer ->
                        DeleteDbInstanceResponse.builder().dbInstance(answer).build());
    }

    /** A final snapshot cannot be made here, and a caller who asks for one must not lose the data in silence. */
    private static void checkSnapshot(DeleteDbInstanceRequest request) {
        boolean skipped = Boolean.TRUE.equals(request.skipFinalSnapshot());
        boolean named = request.finalDBSnapshotIdentifier() != null;
        if (skipped && named) {
            throw invalidCombination(
                    "FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is enabled.");
        }
        if (!skipped && !named) {
            throw invalidCombination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        if (named) {
            throw invalidCombination("This endpoint makes no snapshots. Specify SkipFinalSnapshot to delete the DB"
                    + " instance with all its data.");
        }
    }
}
