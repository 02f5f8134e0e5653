package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser;
import dev.tumbler.domain.secret.Secret;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/**
 * A database instance in the shape that RDS answers with.
 *
 * <p>The status of a managed password is not stored: it is read off the instance and its secret, so that it can never
 * disagree with them.
 */
final class DbInstanceAnswer {
    /** Servers listen on this address alone, so nobody beyond this machine reaches them. */
    static final String ADDRESS = "127.0.0.1";

    private DbInstanceAnswer() {}

    /**
     * The answer.
     *
     * @param secret the secret of a managed password, as far as it exists yet
     * @param keyArn the key of a managed password's secret
     */
    static DBInstance of(Database instance, Optional<Secret> secret, Optional<String> keyArn) {
        Database.Settings settings = instance.settings();
        return DBInstance.builder()
                .dbInstanceIdentifier(instance.id().identifier())
                .dbInstanceArn(instance.arn())
                .dbiResourceId(instance.resourceId())
                .dbInstanceClass(settings.instanceClass())
                .engine(instance.engine().name())
                .engineVersion(instance.engine().version())
                .dbInstanceStatus(status(instance, secret).wireName())
                .masterUsername(instance.master().name())
                .masterUserSecret(masterUserSecret(instance, secret, keyArn))
                .dbName(instance.databaseName().orElse(null))
                .endpoint(endpoint(instance))
                .allocatedStorage(settings.allocatedStorage())
                .instanceCreateTime(instance.created())
                .backupRetentionPeriod(settings.backupRetentionDays())
                .deletionProtection(settings.deletionProtection())
                .multiAZ(false)
                .publiclyAccessible(false)
                .storageEncrypted(false)
                .pendingModifiedValues(pending(instance))
                .tagList(ResourceTags.list(settings.tags()))
                .build();
    }

    static DatabaseStatus status(Database instance, Optional<Secret> secret) {
        boolean rotating = secret.filter(each -> each.rotation().underWay()).isPresent();
        return rotating && instance.status() == DatabaseStatus.AVAILABLE
                ? DatabaseStatus.RESETTING_MASTER_CREDENTIALS
                : instance.status();
    }

    /** Where the server listens; absent until it first does. */
    private static Endpoint endpoint(Database instance) {
        return instance.status() == DatabaseStatus.CREATING
                ? null
                : Endpoint.builder().address(ADDRESS).port(instance.port()).build();
    }

    private static MasterUserSecret masterUserSecret(
            Database instance, Optional<Secret> secret, Optional<String> keyArn) {
        return instance.master()
                .managed()
                .map(managed -> MasterUserSecret.builder()
                        .secretArn(managed.arn())
                        .secretStatus(secretStatus(instance.master(), secret))
                        .kmsKeyId(keyArn.orElseThrow())
                        .build())
                .orElse(null);
    }

    private static String secretStatus(MasterUser master, Optional<Secret> secret) {
        if (secret.isEmpty() || master.reset().isPresent()) {
            return "creating";
        }
        if (secret.get().rotation().underWay()) {
            return "rotating";
        }
        return secret.get().rotationFailed() ? "impaired" : "active";
    }

    private static PendingModifiedValues pending(Database instance) {
        boolean resetting = instance.status() == DatabaseStatus.RESETTING_MASTER_CREDENTIALS;
        return PendingModifiedValues.builder()
                .masterUserPassword(resetting ? "****" : null)
                .build();
    }
}
