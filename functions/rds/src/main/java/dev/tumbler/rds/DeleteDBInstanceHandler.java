package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;

/** DeleteDBInstance: stores the instance as {@code deleting}; its server, data and secret go after that. A member just leaves. */
@Named("DeleteDBInstance")
@Singleton
public class DeleteDBInstanceHandler extends OperationHandler<DeleteDbInstanceRequest, DeleteDbInstanceResponse> {
    private final Databases databases;

    @Inject
    public DeleteDBInstanceHandler(Databases databases) {
        super(Operation.of(Service.RDS, "DeleteDBInstance", DeleteDbInstanceRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<DeleteDbInstanceResponse> apply(DeleteDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), action(call));
        return databases
                .find(id)
                .chain(found -> found.id().equals(id) ? delete(id, request) : leave(id, found, request))
                .chain(found -> databases.instance(id, found))
                .map(answer ->
                        DeleteDbInstanceResponse.builder().dbInstance(answer).build());
    }

    private Uni<Database> delete(DatabaseId id, DeleteDbInstanceRequest request) {
        FinalSnapshot.check(request.skipFinalSnapshot(), request.finalDBSnapshotIdentifier(), id.kind());
        return databases.update(id, stored -> DatabaseLifecycle.delete(DatabaseLifecycle.found(stored, id)));
    }

    /** Answers the cluster with the member still in it, so that it can be shown for the last time. */
    private Uni<Database> leave(DatabaseId id, Database cluster, DeleteDbInstanceRequest request) {
        MemberRules.checkDeletion(cluster, request);
        return databases
                .update(
                        cluster.id(),
                        stored -> DatabaseLifecycle.change(
                                DatabaseLifecycle.found(stored, cluster.id()), id, member -> Optional.empty()))
                .replaceWith(cluster.with(DatabaseStatus.DELETING));
    }
}
