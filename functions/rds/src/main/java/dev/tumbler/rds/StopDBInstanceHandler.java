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
import software.amazon.awssdk.services.rds.model.StopDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceResponse;

/** StopDBInstance: stores the instance as {@code stopping}; its server ends after that, and its data and secret stay. */
@Named("StopDBInstance")
@Singleton
public class StopDBInstanceHandler extends OperationHandler<StopDbInstanceRequest, StopDbInstanceResponse> {
    private final Databases databases;
    private final InstantSource clock;

    @Inject
    public StopDBInstanceHandler(Databases databases, InstantSource clock) {
        super(Operation.of(Service.RDS, "StopDBInstance", StopDbInstanceRequest::builder));
        this.databases = databases;
        this.clock = clock;
    }

    @Override
    public Uni<StopDbInstanceResponse> apply(StopDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.named(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), action(call));
        return databases
                .change(id, instance -> {
                    checkSnapshot(request);
                    return DatabaseLifecycle.stop(MemberRules.requireOwnServer(instance), clock.instant());
                })
                .chain(found -> databases.instance(id, found))
                .map(answer ->
                        StopDbInstanceResponse.builder().dbInstance(answer).build());
    }

    /** A snapshot cannot be made here, and a caller who counts on one has to know. */
    private static void checkSnapshot(StopDbInstanceRequest request) {
        if (request.dbSnapshotIdentifier() != null) {
            throw RdsErrors.invalidCombination(
                    "This endpoint makes no snapshots. Leave out DBSnapshotIdentifier to stop the DB instance.");
        }
    }
}
