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
import software.amazon.awssdk.services.rds.model.StartDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StartDbInstanceResponse;

/** StartDBInstance: stores the instance as {@code starting}; its server follows, on the port it had. */
@Named("StartDBInstance")
@Singleton
public class StartDBInstanceHandler extends OperationHandler<StartDbInstanceRequest, StartDbInstanceResponse> {
    private final Databases databases;

    @Inject
    public StartDBInstanceHandler(Databases databases) {
        super(Operation.of(Service.RDS, "StartDBInstance", StartDbInstanceRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<StartDbInstanceResponse> apply(StartDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), action(call));
        return databases
                .change(id, instance -> DatabaseLifecycle.start(MemberRules.requireOwnServer(instance)))
                .chain(found -> databases.instance(id, found))
                .map(answer ->
                        StartDbInstanceResponse.builder().dbInstance(answer).build());
    }
}
