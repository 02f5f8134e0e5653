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
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceResponse;

/**
 * RebootDBInstance: stores the instance as {@code rebooting}; its server ends and is started again after that. With a
 * member its whole cluster is rebooted, which has one server.
 */
@Named("RebootDBInstance")
@Singleton
public class RebootDBInstanceHandler extends OperationHandler<RebootDbInstanceRequest, RebootDbInstanceResponse> {
    private final Databases databases;

    @Inject
    public RebootDBInstanceHandler(Databases databases) {
        super(Operation.of(Service.RDS, "RebootDBInstance", RebootDbInstanceRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<RebootDbInstanceResponse> apply(RebootDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), action(call));
        return databases
                .change(id, instance -> {
                    checkFailover(request);
                    return DatabaseLifecycle.reboot(instance);
                })
                .chain(found -> databases.instance(id, found))
                .map(answer ->
                        RebootDbInstanceResponse.builder().dbInstance(answer).build());
    }

    private static void checkFailover(RebootDbInstanceRequest request) {
        if (Boolean.TRUE.equals(request.forceFailover())) {
            throw RdsErrors.invalidCombination(
                    "ForceFailover cannot be specified since the instance is not configured for either MultiAZ or High"
                            + " Availability");
        }
    }
}
