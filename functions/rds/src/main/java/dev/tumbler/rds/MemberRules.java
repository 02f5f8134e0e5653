package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseKind;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;

/**
 * What is refused of a cluster's members, since it is their cluster's. AWS's words are known for the master user, backups,
 * the engine, starting and stopping; the others are put like them.
 */
final class MemberRules {
    private MemberRules() {}

    /** What CreateDBInstance may not ask of an instance that joins a cluster. */
    static void checkNew(CreateDbInstanceRequest request) {
        setForCluster("master user name", request.masterUsername() != null);
        setForCluster("master user password", Boolean.TRUE.equals(request.manageMasterUserPassword()));
        setForCluster("master user password", request.masterUserPassword() != null);
        setForCluster("master user password", request.masterUserSecretKmsKeyId() != null);
        setForCluster("database name", request.dbName() != null);
        setForCluster("backup retention period", request.backupRetentionPeriod() != null);
        setForCluster("database endpoint port number", request.port() != null);
        if (request.allocatedStorage() != null) {
            throw invalidCombination(
                    "The requested DB instance will be a member of a DB cluster. You don't need to set storage size.");
        }
        setForCluster("storage type", request.storageType() != null);
        setForCluster("iops", request.iops() != null);
        setForCluster("storage throughput", request.storageThroughput() != null);
        if (request.dbInstanceClass() == null) {
            throw RdsErrors.missing("DBInstanceClass");
        }
    }

    private static void setForCluster(String what, boolean asked) {
        if (asked) {
            throw invalidCombination(
                    "The requested DB Instance will be a member of a DB Cluster. Set " + what + " for the DB Cluster.");
        }
    }

    /** What ModifyDBInstance may not ask of a member: all but its class. */
    static void checkModification(Modification asked) {
        modifyForCluster("master user password", !asked.wish().silent() || asked.rotates());
        modifyForCluster("master user password", asked.wish().kmsKeyId().isPresent());
        modifyForCluster("backup retention", asked.backupDays().isPresent());
        modifyForCluster("allocated storage", asked.storage().allocated().isPresent());
        modifyForCluster("storage type", !asked.storage().silent());
        modifyForCluster("deletion protection", asked.deletionProtection().isPresent());
    }

    private static void modifyForCluster(String what, boolean asked) {
        if (asked) {
            throw invalidCombination("The specified DB Instance is a member of a cluster. Modify " + what
                    + " for the DB Cluster using the ModifyDbCluster API");
        }
    }

    /** An Aurora cluster takes members of its own engine. */
    static void checkJoin(Database cluster, String engine) {
        requireAurora("Creating", cluster);
        if (!cluster.engine().name().equals(engine)) {
            throw invalidCombination("The engine name requested for your DB instance (" + engine
                    + ") doesn't match the engine name of your DB cluster ("
                    + cluster.engine().name() + ").");
        }
    }

    static void checkDeletion(Database cluster, DeleteDbInstanceRequest request) {
        requireAurora("Deleting", cluster);
        if (request.finalDBSnapshotIdentifier() != null) {
            throw invalidCombination("FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance");
        }
    }

    /** RDS makes and removes the members of a Multi-AZ DB cluster. AWS's words for more than deleting are not sourced. */
    static void requireAurora(String what, Database cluster) {
        if (cluster.multiAz()) {
            throw invalidValue(what + " cluster instances isn't supported for DB engine "
                    + cluster.engine().name() + ".");
        }
    }

    /** A member has no server of its own that could be stopped. */
    static Database requireOwnServer(Database found) {
        if (found.id().kind() == DatabaseKind.CLUSTER) {
            throw invalidCombination(
                    found.engine().name() + " DB instances are not eligible for stopping and starting.");
        }
        return found;
    }
}
