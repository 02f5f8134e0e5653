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
import software.amazon.awssdk.services.rds.model.StartDbClusterRequest;
import software.amazon.awssdk.services.rds.model.StartDbClusterResponse;

/** StartDBCluster: stores the cluster as {@code starting}; its server follows, on the port it had. */
@Named("StartDBCluster")
@Singleton
public class StartDBClusterHandler extends OperationHandler<StartDbClusterRequest, StartDbClusterResponse> {
    private final Databases databases;

    @Inject
    public StartDBClusterHandler(Databases databases) {
        super(Operation.of(Service.RDS, "StartDBCluster", StartDbClusterRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<StartDbClusterResponse> apply(StartDbClusterRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), action(call));
        return databases
                .change(id, DatabaseLifecycle::start)
                .chain(databases::cluster)
                .map(cluster ->
                        StartDbClusterResponse.builder().dbCluster(cluster).build());
    }
}
