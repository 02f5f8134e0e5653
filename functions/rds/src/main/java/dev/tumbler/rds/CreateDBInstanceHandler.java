package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;

/** CreateDBInstance: stores the instance as {@code creating}, and its server follows; or as a member of an Aurora cluster. */
@Named("CreateDBInstance")
@Singleton
public class CreateDBInstanceHandler extends OperationHandler<CreateDbInstanceRequest, CreateDbInstanceResponse> {
    private final NewDatabase newDatabase;
    private final NewAttached newAttached;
    private final NewMember newMember;
    private final Databases databases;
    private final DatabaseServers servers;

    @Inject
    public CreateDBInstanceHandler(
            NewDatabase newDatabase,
            NewAttached newAttached,
            NewMember newMember,
            Databases databases,
            DatabaseServers servers) {
        super(Operation.of(Service.RDS, "CreateDBInstance", CreateDbInstanceRequest::builder));
        this.newDatabase = newDatabase;
        this.newAttached = newAttached;
        this.newMember = newMember;
        this.databases = databases;
        this.servers = servers;
    }

    @Override
    public Uni<CreateDbInstanceResponse> apply(CreateDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.wellFormed(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        Uni<Database> created = request.dbClusterIdentifier() == null ? create(id, request) : join(id, request, call);
        return created.chain(found -> databases.instance(id, found))
                .map(answer ->
                        CreateDbInstanceResponse.builder().dbInstance(answer).build());
    }

    /** A server that runs already is attached, and any other is made. */
    private Uni<Database> create(DatabaseId id, CreateDbInstanceRequest request) {
        Optional<String> address = AttachRules.address(request);
        return address.isPresent()
                ? newAttached.attach(id, AttachRules.check(address.get(), request))
                : newDatabase.create(id, CreateRules.check(request, servers));
    }

    /** A member shares its cluster's server, so there is nothing more to do for it. */
    private Uni<Database> join(DatabaseId id, CreateDbInstanceRequest request, Call call) {
        CreateRules.rules(request.engine());
        MemberRules.checkNew(request);
        Map<String, String> tags = ResourceTags.checked(request.tags());
        DatabaseId clusterId = Identifiers.named(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), action(call));
        return databases
                .find(clusterId)
                .map(cluster -> newMember.of(cluster, id.identifier(), request.dbInstanceClass(), tags))
                .chain(member -> databases.update(clusterId, stored -> {
                    Database cluster = DatabaseLifecycle.found(stored, clusterId);
                    MemberRules.checkJoin(cluster, request.engine());
                    return DatabaseLifecycle.join(cluster, member);
                }));
    }
}
