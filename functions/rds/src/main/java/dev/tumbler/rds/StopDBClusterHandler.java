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
import java.time.InstantSource;
import software.amazon.awssdk.services.rds.model.StopDbClusterRequest;
import software.amazon.awssdk.services.rds.model.StopDbClusterResponse;

/** StopDBCluster: stores the cluster as {@code stopping}; its server ends after that, and its data and secret stay. */
@Named("StopDBCluster")
@Singleton
public class StopDBClusterHandler extends OperationHandler<StopDbClusterRequest, StopDbClusterResponse> {
    private final Databases databases;
    private final InstantSource clock;

    @Inject
    public StopDBClusterHandler(Databases databases, InstantSource clock) {
        super(Operation.of(Service.RDS, "StopDBCluster", StopDbClusterRequest::builder));
        this.databases = databases;
        this.clock = clock;
    }

    @Override
    public Uni<StopDbClusterResponse> apply(StopDbClusterRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), action(call));
        return databases
                .change(id, cluster -> DatabaseLifecycle.stop(cluster, clock.instant()))
                .chain(databases::cluster)
                .map(cluster ->
                        StopDbClusterResponse.builder().dbCluster(cluster).build());
    }
}
