package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.Database.Engine;
import dev.tumbler.domain.database.Database.Settings;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.Offer;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.MasterUserAuthenticationType;

/** The rules on the parameters of CreateDBCluster: of Aurora, or of a Multi-AZ DB cluster of another engine. */
final class CreateClusterRules {
    static final int LONGEST_MULTI_AZ_IDENTIFIER = 52;
    private static final String SERVERLESS = "serverless";
    private static final String PROVISIONED = "provisioned";

    private CreateClusterRules() {}

    static CreateRules check(CreateDbClusterRequest request, DatabaseServers servers) {
        EngineRules rules = CreateRules.rules(request.engine());
        if (!rules.hasClusters()) {
            throw invalidValue("Invalid DB engine");
        }
        refuseWhatIsNotOffered(request);
        Offer offer = CreateRules.offer(rules, request.engineVersion(), servers);
        Engine engine = CreateRules.engine(request.engineVersion(), offer);
        MasterPassword.Wish wish = MasterPassword.Wish.of(
                request.masterUserPassword(), request.manageMasterUserPassword(), request.masterUserSecretKmsKeyId());
        MasterPassword.checkNew(wish, rules.longestPassword(DatabaseKind.CLUSTER));
        return new CreateRules(
                engine,
                Optional.ofNullable(request.databaseName()).map(rules::databaseName),
                Optional.ofNullable(request.port()).map(CreateRules::checkedPort),
                rules.masterUserName(Optional.ofNullable(request.masterUsername())),
                wish,
                settings(request, rules, offer, engine));
    }

    /** What would change the meaning of the call and is not there yet is refused rather than ignored. */
    private static void refuseWhatIsNotOffered(CreateDbClusterRequest request) {
        if (SERVERLESS.equals(request.engineMode()) && Boolean.TRUE.equals(request.manageMasterUserPassword())) {
            throw invalidValue("The parameter ManageMasterUserPassword is not valid for engine mode: serverless.");
        }
        if (request.engineMode() != null && !PROVISIONED.equals(request.engineMode())) {
            throw RdsErrors.notOfferedParameter("EngineMode");
        }
        if (request.replicationSourceIdentifier() != null) {
            throw RdsErrors.notOfferedParameter("ReplicationSourceIdentifier");
        }
        if (request.globalClusterIdentifier() != null) {
            throw RdsErrors.notOfferedParameter("GlobalClusterIdentifier");
        }
        if (request.masterUserAuthenticationType() == MasterUserAuthenticationType.IAM_DB_AUTH) {
            throw RdsErrors.notOfferedParameter("MasterUserAuthenticationType");
        }
    }

    private static Settings settings(CreateDbClusterRequest request, EngineRules rules, Offer offer, Engine engine) {
        return new Settings(
                instanceClass(request.dbClusterInstanceClass(), rules),
                StorageRules.of(rules, DatabaseKind.CLUSTER).created(storage(request)),
                Boolean.TRUE.equals(request.deletionProtection()),
                backupDays(Optional.ofNullable(request.backupRetentionPeriod()).orElse(1)),
                CreateRules.tags(request.tags(), engine, offer));
    }

    private static Optional<String> instanceClass(String wanted, EngineRules rules) {
        if (rules.aurora()) {
            refuseForAurora("DBClusterInstanceClass", wanted, rules.engineName());
            return Optional.empty();
        }
        if (wanted == null) {
            throw RdsErrors.missing("DBClusterInstanceClass");
        }
        return Optional.of(wanted);
    }

    /** AWS sets the throughput of a cluster by its iops. */
    private static StorageRules.Wish storage(CreateDbClusterRequest request) {
        return StorageRules.Wish.of(request.allocatedStorage(), request.storageType(), request.iops(), null);
    }

    /** What is for Multi-AZ DB clusters alone. The words are ours. */
    static void refuseForAurora(String parameter, Object value, String engineName) {
        if (value != null) {
            throw invalidCombination(
                    "The parameter " + parameter + " isn't supported for DB engine " + engineName + ".");
        }
    }

    /** A cluster always has backups. */
    static int backupDays(int days) {
        if (days == 0) {
            throw invalidValue("Invalid backup retention period: 0. Must be between 1 and 35.");
        }
        return CreateRules.checkedBackupDays(days);
    }
}
