package dev.tumbler.rds;

import java.util.Optional;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * What ModifyDBInstance and ModifyDBCluster may ask for.
 *
 * @param rotates whether the managed password shall be rotated
 * @param immediately whether that is wanted at once
 */
record Modification(
        MasterPassword.Wish wish,
        boolean rotates,
        boolean immediately,
        Optional<String> instanceClass,
        StorageRules.Wish storage,
        Optional<Boolean> deletionProtection,
        Optional<Integer> backupDays) {

    static Modification of(ModifyDbInstanceRequest request) {
        refuse("NewDBInstanceIdentifier", request.newDBInstanceIdentifier());
        refuse("EngineVersion", request.engineVersion());
        refuse("DBPortNumber", request.dbPortNumber());
        return new Modification(
                MasterPassword.Wish.of(
                        request.masterUserPassword(),
                        request.manageMasterUserPassword(),
                        request.masterUserSecretKmsKeyId()),
                Boolean.TRUE.equals(request.rotateMasterUserPassword()),
                Boolean.TRUE.equals(request.applyImmediately()),
                Optional.ofNullable(request.dbInstanceClass()),
                StorageRules.Wish.of(
                        request.allocatedStorage(), request.storageType(), request.iops(), request.storageThroughput()),
                Optional.ofNullable(request.deletionProtection()),
                Optional.ofNullable(request.backupRetentionPeriod()));
    }

    static Modification of(ModifyDbClusterRequest request) {
        refuse("NewDBClusterIdentifier", request.newDBClusterIdentifier());
        refuse("EngineVersion", request.engineVersion());
        refuse("EngineMode", request.engineMode());
        refuse("Port", request.port());
        return new Modification(
                MasterPassword.Wish.of(
                        request.masterUserPassword(),
                        request.manageMasterUserPassword(),
                        request.masterUserSecretKmsKeyId()),
                Boolean.TRUE.equals(request.rotateMasterUserPassword()),
                Boolean.TRUE.equals(request.applyImmediately()),
                Optional.ofNullable(request.dbClusterInstanceClass()),
                StorageRules.Wish.of(request.allocatedStorage(), request.storageType(), request.iops(), null),
                Optional.ofNullable(request.deletionProtection()),
                Optional.ofNullable(request.backupRetentionPeriod()));
    }

    private static void refuse(String parameter, Object value) {
        if (value != null) {
            throw RdsErrors.notOfferedParameter(parameter);
        }
    }
}
