package dev.tumbler.conformance;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;

/** A DB cluster with a managed master password, as its owner handles it. */
record ManagedCluster(AwsClients aws, String identifier) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Of Aurora PostgreSQL. */
    static CreateDbClusterRequest request(String identifier) {
        return CreateDbClusterRequest.builder()
                .dbClusterIdentifier(identifier)
                .engine("aurora-postgresql")
                .masterUsername("orders_admin")
                .manageMasterUserPassword(true)
                .build();
    }

    /** With members of these names, the writer first. */
    static ManagedCluster begin(AwsClients aws, String identifier, String... members) {
        aws.rds().createDBCluster(request(identifier));
        for (String member : members) {
            aws.rds().createDBInstance(each -> each.dbInstanceIdentifier(member)
                    .dbClusterIdentifier(identifier)
                    .engine("aurora-postgresql")
                    .dbInstanceClass("db.r6g.large"));
        }
        return new ManagedCluster(aws, identifier);
    }

    DBCluster describe() {
        return aws.rds()
                .describeDBClusters(each -> each.dbClusterIdentifier(identifier))
                .dbClusters()
                .get(0);
    }

    /** Settled, with a password that is not being rotated either. */
    ManagedCluster awaitAvailable() {
        Await.until(identifier + " is available", PATIENCE, () -> {
            String status = describe().status();
            if (status.equals("failed")) {
                throw new AssertionError(identifier + " failed");
            }
            return status.equals("available");
        });
        return this;
    }

    List<String> members() {
        return describe().dbClusterMembers().stream()
                .map(DBClusterMember::dbInstanceIdentifier)
                .toList();
    }

    void startRotation() {
        aws.rds().modifyDBCluster(each -> each.dbClusterIdentifier(identifier)
                .rotateMasterUserPassword(true)
                .applyImmediately(true));
    }

    int port() {
        return describe().port();
    }

    String secretArn() {
        return describe().masterUserSecret().secretArn();
    }

    String secret() {
        return aws.secrets().getSecretValue(each -> each.secretId(secretArn())).secretString();
    }

    private boolean gone() {
        try {
            describe();
            return false;
        } catch (DbClusterNotFoundException gone) {
            return true;
        }
    }

    void delete() {
        beginDeletion();
        awaitGone();
    }

    void beginDeletion() {
        aws.rds().deleteDBCluster(each -> each.dbClusterIdentifier(identifier).skipFinalSnapshot(true));
    }

    void awaitGone() {
        Await.until(identifier + " is gone", PATIENCE, this::gone);
    }
}
