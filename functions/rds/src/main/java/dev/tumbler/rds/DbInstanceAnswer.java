package dev.tumbler.rds;

import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/** A DB instance in the shape that RDS answers with. */
final class DbInstanceAnswer {
    private DbInstanceAnswer() {}

    /** The instance that was asked for: the database itself, or a member of it. */
    static DBInstance of(DatabaseId asked, DatabaseView view) {
        return view.database()
                .member(asked)
                .map(member -> of(asked, member, view))
                .orElseGet(() -> of(view));
    }

    private static DBInstance of(DatabaseView view) {
        Database instance = view.database();
        Database.Settings settings = instance.settings();
        return common(view)
                .dbInstanceIdentifier(instance.id().identifier())
                .dbInstanceArn(instance.arn())
                .dbiResourceId(instance.resourceId())
                .dbInstanceClass(settings.instanceClass().orElse(null))
                .masterUserSecret(view.masterUserSecret())
                .instanceCreateTime(instance.created())
                .automaticRestartTime(instance.automaticRestart().orElse(null))
                .deletionProtection(settings.deletionProtection())
                .caCertificateIdentifier(settings.authorities().orElse(null))
                .pendingModifiedValues(PendingModifiedValues.builder()
                        .masterUserPassword(view.pendingPassword().orElse(null))
                        .build())
                .tagList(ResourceTags.list(settings.tags()))
                .build();
    }

    /** Its status, engine and endpoint are those of the cluster, whose server it shares. The secret is the cluster's alone. */
    private static DBInstance of(DatabaseId asked, ClusterMember member, DatabaseView view) {
        return common(view)
                .dbInstanceIdentifier(member.identifier())
                .dbInstanceArn(asked.arn())
                .dbClusterIdentifier(view.database().id().identifier())
                .dbiResourceId(member.resourceId())
                .dbInstanceClass(member.instanceClass())
                .instanceCreateTime(member.created())
                .deletionProtection(false)
                .promotionTier(DbClusterAnswer.PROMOTION_TIER)
                .pendingModifiedValues(PendingModifiedValues.builder().build())
                .tagList(ResourceTags.list(member.tags()))
                .build();
    }

    private static DBInstance.Builder common(DatabaseView view) {
        Database database = view.database();
        Database.Storage storage = database.settings().storage();
        return DBInstance.builder()
                .engine(database.engine().name())
                .engineVersion(database.engine().version())
                .dbInstanceStatus(view.status().wireName())
                .masterUsername(database.master().name())
                .dbName(database.databaseName().orElse(null))
                .endpoint(
                        view.port().map(port -> endpoint(view.address(), port)).orElse(null))
                .allocatedStorage(storage.allocated())
                .storageType(storage.type().orElse(null))
                .iops(storage.iops().orElse(null))
                .storageThroughput(storage.throughput().orElse(null))
                .backupRetentionPeriod(database.settings().backupRetentionDays())
                .multiAZ(false)
                .publiclyAccessible(false)
                .storageEncrypted(false);
    }

    private static Endpoint endpoint(String address, int port) {
        return Endpoint.builder().address(address).port(port).build();
    }
}
