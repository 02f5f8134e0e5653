package dev.tumbler.rds;

import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.ClusterPendingModifiedValues;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;

/** A DB cluster in the shape that RDS answers with. Writer and readers are one server. */
final class DbClusterAnswer {
    /** What a member has where nobody chose another. */
    static final int PROMOTION_TIER = 1;

    private DbClusterAnswer() {}

    static DBCluster of(DatabaseView view) {
        Database cluster = view.database();
        Database.Settings settings = cluster.settings();
        Optional<String> address = view.port().map(listening -> view.address());
        return DBCluster.builder()
                .dbClusterIdentifier(cluster.id().identifier())
                .dbClusterArn(cluster.arn())
                .dbClusterResourceId(cluster.resourceId())
                .dbClusterInstanceClass(settings.instanceClass().orElse(null))
                .engine(cluster.engine().name())
                .engineVersion(cluster.engine().version())
                .engineMode("provisioned")
                .status(view.status().wireName())
                .masterUsername(cluster.master().name())
                .masterUserSecret(view.masterUserSecret())
                .databaseName(cluster.databaseName().orElse(null))
                .endpoint(address.orElse(null))
                .readerEndpoint(address.orElse(null))
                .port(view.port().orElse(null))
                .allocatedStorage(settings.storage().allocated())
                .storageType(StorageRules.shownOfCluster(settings.storage()).orElse(null))
                .iops(settings.storage().iops().orElse(null))
                .clusterCreateTime(cluster.created())
                .automaticRestartTime(cluster.automaticRestart().orElse(null))
                .backupRetentionPeriod(settings.backupRetentionDays())
                .deletionProtection(settings.deletionProtection())
                .multiAZ(cluster.multiAz())
                .storageEncrypted(false)
                .dbClusterMembers(members(cluster.members()))
                .pendingModifiedValues(view.pendingPassword()
                        .map(password -> ClusterPendingModifiedValues.builder()
                                .masterUserPassword(password)
                                .build())
                        .orElse(null))
                .tagList(ResourceTags.list(settings.tags()))
                .build();
    }

    /** The first one is the writer. */
    private static List<DBClusterMember> members(List<ClusterMember> members) {
        return members.stream()
                .map(member -> DBClusterMember.builder()
                        .dbInstanceIdentifier(member.identifier())
                        .isClusterWriter(member.equals(members.get(0)))
                        .dbClusterParameterGroupStatus("in-sync")
                        .promotionTier(PROMOTION_TIER)
                        .build())
                .toList();
    }
}
