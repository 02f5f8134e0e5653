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
import software.amazon.awssdk.services.rds.model.RebootDbClusterRequest;
import software.amazon.awssdk.services.rds.model.RebootDbClusterResponse;

/** RebootDBCluster: stores the cluster as {@code rebooting}; its server ends and is started again after that. */
@Named("RebootDBCluster")
@Singleton
public class RebootDBClusterHandler extends OperationHandler<RebootDbClusterRequest, RebootDbClusterResponse> {
    private final Databases databases;

    @Inject
    public RebootDBClusterHandler(Databases databases) {
        super(Operation.of(Service.RDS, "RebootDBCluster", RebootDbClusterRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<RebootDbClusterResponse> apply(RebootDbClusterRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), action(call));
        return databases
                .change(id, DatabaseLifecycle::reboot)
                .chain(databases::cluster)
                .map(cluster ->
                        RebootDbClusterResponse.builder().dbCluster(cluster).build());
    }
}
