package dev.tumbler.rds;

import dev.tumbler.domain.database.Backup;
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
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromS3Request;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromS3Response;

/** RestoreDBClusterFromS3: creates an Aurora cluster whose server is loaded with a backup before it is available. */
@Named("RestoreDBClusterFromS3")
@Singleton
public class RestoreDBClusterFromS3Handler
        extends OperationHandler<RestoreDbClusterFromS3Request, RestoreDbClusterFromS3Response> {
    private final NewDatabase newDatabase;
    private final Databases databases;
    private final DatabaseServers servers;

    @Inject
    public RestoreDBClusterFromS3Handler(NewDatabase newDatabase, Databases databases, DatabaseServers servers) {
        super(Operation.of(Service.RDS, "RestoreDBClusterFromS3", RestoreDbClusterFromS3Request::builder));
        this.newDatabase = newDatabase;
        this.databases = databases;
        this.servers = servers;
    }

    @Override
    public Uni<RestoreDbClusterFromS3Response> apply(RestoreDbClusterFromS3Request request, Call call) {
        DatabaseId id = Identifiers.wellFormed(DatabaseKind.CLUSTER, request.dbClusterIdentifier(), call.caller());
        RestoreRules.checkEngine(request.engine(), EngineRules.AURORA_MYSQL);
        RestoreRules.checkSource(request.sourceEngine(), request.sourceEngineVersion(), request.s3IngestionRoleArn());
        Backup backup = RestoreRules.backup(request.s3BucketName(), request.s3Prefix());
        if (request.masterUsername() == null) {
            throw RdsErrors.missing("MasterUsername");
        }
        return newDatabase
                .restore(id, CreateClusterRules.check(creation(request), servers), backup)
                .chain(databases::cluster)
                .map(cluster -> RestoreDbClusterFromS3Response.builder()
                        .dbCluster(cluster)
                        .build());
    }

    /** What an empty cluster would be asked for with, so that the rules on that are these too. */
    private static CreateDbClusterRequest creation(RestoreDbClusterFromS3Request request) {
        return CreateDbClusterRequest.builder()
                .engine(request.engine())
                .engineVersion(request.engineVersion())
                .databaseName(request.databaseName())
                .storageType(request.storageType())
                .port(request.port())
                .masterUsername(request.masterUsername())
                .masterUserPassword(request.masterUserPassword())
                .manageMasterUserPassword(request.manageMasterUserPassword())
                .masterUserSecretKmsKeyId(request.masterUserSecretKmsKeyId())
                .backupRetentionPeriod(request.backupRetentionPeriod())
                .deletionProtection(request.deletionProtection())
                .tags(request.tags())
                .build();
    }
}
