package dev.tumbler.rds;

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
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterResponse;

/** DeleteDBCluster: stores the cluster as {@code deleting}; its server, data and secret go after that. */
@Named("DeleteDBCluster")
@Singleton
public class DeleteDBClusterHandler extends OperationHandler<DeleteDbClusterRequest, DeleteDbClusterResponse> {
    private final Databases databases;

    @Inject
    public DeleteDBClusterHandler(Databases databases) {
        super(Operation.of(Service.RDS, "DeleteDBCluster", DeleteDbClusterRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<DeleteDbClusterResponse> apply(DeleteDbClusterRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), action(call));
        return databases
                .find(id)
                .invoke(found -> FinalSnapshot.check(
                        request.skipFinalSnapshot(), request.finalDBSnapshotIdentifier(), DatabaseKind.CLUSTER))
                .chain(found ->
                        databases.update(id, stored -> DatabaseLifecycle.delete(DatabaseLifecycle.found(stored, id))))
                .chain(databases::cluster)
                .map(cluster ->
                        DeleteDbClusterResponse.builder().dbCluster(cluster).build());
    }
}
