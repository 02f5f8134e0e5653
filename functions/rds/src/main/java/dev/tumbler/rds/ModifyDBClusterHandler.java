package dev.tumbler.rds;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterResponse;

/** ModifyDBCluster: settings, the master password, whether RDS manages it, and its rotation. */
@Named("ModifyDBCluster")
@Singleton
public class ModifyDBClusterHandler extends OperationHandler<ModifyDbClusterRequest, ModifyDbClusterResponse> {
    private final DatabaseModification modification;
    private final Databases databases;

    @Inject
    public ModifyDBClusterHandler(DatabaseModification modification, Databases databases) {
        super(Operation.of(Service.RDS, "ModifyDBCluster", ModifyDbClusterRequest::builder));
        this.modification = modification;
        this.databases = databases;
    }

    @Override
    public Uni<ModifyDbClusterResponse> apply(ModifyDbClusterRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), action(call));
        return modification
                .modify(id, Modification.of(request))
                .chain(databases::cluster)
                .map(cluster ->
                        ModifyDbClusterResponse.builder().dbCluster(cluster).build());
    }
}
