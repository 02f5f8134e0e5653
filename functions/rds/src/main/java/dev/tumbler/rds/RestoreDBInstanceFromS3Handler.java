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
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromS3Request;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromS3Response;

/** RestoreDBInstanceFromS3: creates an instance whose server is loaded with a backup before it is available. */
@Named("RestoreDBInstanceFromS3")
@Singleton
public class RestoreDBInstanceFromS3Handler
        extends OperationHandler<RestoreDbInstanceFromS3Request, RestoreDbInstanceFromS3Response> {
    private final NewDatabase newDatabase;
    private final Databases databases;
    private final DatabaseServers servers;

    @Inject
    public RestoreDBInstanceFromS3Handler(NewDatabase newDatabase, Databases databases, DatabaseServers servers) {
        super(Operation.of(Service.RDS, "RestoreDBInstanceFromS3", RestoreDbInstanceFromS3Request::builder));
        this.newDatabase = newDatabase;
        this.databases = databases;
        this.servers = servers;
    }

    @Override
    public Uni<RestoreDbInstanceFromS3Response> apply(RestoreDbInstanceFromS3Request request, Call call) {
        DatabaseId id = Identifiers.wellFormed(DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), call.caller());
        RestoreRules.checkEngine(request.engine(), EngineRules.MYSQL);
        RestoreRules.checkSource(request.sourceEngine(), request.sourceEngineVersion(), request.s3IngestionRoleArn());
        Backup backup = RestoreRules.backup(request.s3BucketName(), request.s3Prefix());
        return newDatabase
                .restore(id, CreateRules.check(creation(request), servers), backup)
                .chain(created -> databases.instance(id, created))
                .map(instance -> RestoreDbInstanceFromS3Response.builder()
                        .dbInstance(instance)
                        .build());
    }

    /** AWS restores to another type than it creates with. */
    private static String storageType(RestoreDbInstanceFromS3Request request) {
        return request.storageType() == null && request.iops() == null ? StorageRules.GP2 : request.storageType();
    }

    /** What an empty instance would be asked for with, so that the rules on that are these too. */
    private static CreateDbInstanceRequest creation(RestoreDbInstanceFromS3Request request) {
        return CreateDbInstanceRequest.builder()
                .engine(request.engine())
                .engineVersion(request.engineVersion())
                .dbName(request.dbName())
                .dbInstanceClass(request.dbInstanceClass())
                .allocatedStorage(request.allocatedStorage())
                .storageType(storageType(request))
                .iops(request.iops())
                .storageThroughput(request.storageThroughput())
                .port(request.port())
                .multiAZ(request.multiAZ())
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
