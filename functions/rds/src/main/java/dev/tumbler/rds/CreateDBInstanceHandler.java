package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;

/** CreateDBInstance: stores the instance as {@code creating}; its server follows. */
@Named("CreateDBInstance")
@Singleton
public class CreateDBInstanceHandler extends OperationHandler<CreateDbInstanceRequest, CreateDbInstanceResponse> {
    private static final Logger LOG = Logger.getLogger(CreateDBInstanceHandler.class);

    private final Databases instances;
    private final NewMaster masters;
    private final DatabaseServers servers;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    public CreateDBInstanceHandler(
            Databases instances, NewMaster masters, DatabaseServers servers, SecureRandom random, InstantSource clock) {
        super(Operation.of(Service.RDS, "CreateDBInstance", CreateDbInstanceRequest::builder));
        this.instances = instances;
        this.masters = masters;
        this.servers = servers;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Uni<CreateDbInstanceResponse> apply(CreateDbInstanceRequest request, Call call) {
        DatabaseId id = Identifiers.wellFormed(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        CreateRules rules = CreateRules.check(request, servers);
        return wanted(id, rules)
                .chain(wanted -> instances.update(id, stored -> DatabaseLifecycle.create(stored, wanted)))
                .invoke(CreateDBInstanceHandler::tellWhatRuns)
                .chain(found -> instances.instance(id, found))
                .map(answer ->
                        CreateDbInstanceResponse.builder().dbInstance(answer).build());
    }

    private static void tellWhatRuns(Database instance) {
        String runs = instance.settings().tags().get(CreateRules.RUNS_ON);
        if (runs != null) {
            LOG.infof(
                    "DB instance %s: %s %s runs on %s",
                    instance.id().identifier(),
                    instance.engine().name(),
                    instance.engine().version(),
                    runs);
        }
    }

    private Uni<Database> wanted(DatabaseId id, CreateRules rules) {
        return Uni.combine()
                .all()
                .unis(
                        choosePort(rules.port()),
                        masters.administratorPassword(id),
                        masters.of(rules.masterUserName(), id, rules.password(), List.of()))
                .asTuple()
                .map(parts -> new Database(
                        id,
                        Identifiers.resourceId(id.kind(), random),
                        rules.engine(),
                        rules.databaseName(),
                        parts.getItem1(),
                        parts.getItem2(),
                        parts.getItem3(),
                        DatabaseStatus.CREATING,
                        rules.settings(),
                        List.of(),
                        clock.instant()));
    }

    /** On a worker thread: whether a port is free is found by binding it. */
    private Uni<Integer> choosePort(Optional<Integer> wanted) {
        return Uni.createFrom()
                .item(() -> servers.choosePort(wanted))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(ServerException.class)
                .transform(failure -> RdsErrors.invalidValue(failure.getMessage()));
    }
}
