package dev.tumbler.rds;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterResponse;

/** CreateDBCluster: stores the cluster as {@code creating}; its server follows. It has one before it has members. */
@Named("CreateDBCluster")
@Singleton
public class CreateDBClusterHandler extends OperationHandler<CreateDbClusterRequest, CreateDbClusterResponse> {
    private final NewDatabase newDatabase;
    private final Databases databases;
    private final DatabaseServers servers;

    @Inject
    public CreateDBClusterHandler(NewDatabase newDatabase, Databases databases, DatabaseServers servers) {
        super(Operation.of(Service.RDS, "CreateDBCluster", CreateDbClusterRequest::builder));
        this.newDatabase = newDatabase;
        this.databases = databases;
        this.servers = servers;
    }

    @Override
    public Uni<CreateDbClusterResponse> apply(CreateDbClusterRequest request, Call call) {
        int longest = request.dbClusterInstanceClass() == null
                ? Identifiers.LONGEST
                : CreateClusterRules.LONGEST_MULTI_AZ_IDENTIFIER;
        DatabaseId id =
                Identifiers.wellFormed(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), longest, call.caller());
        return newDatabase
                .create(id, CreateClusterRules.check(request, servers))
                .chain(databases::cluster)
                .map(cluster ->
                        CreateDbClusterResponse.builder().dbCluster(cluster).build());
    }
}
