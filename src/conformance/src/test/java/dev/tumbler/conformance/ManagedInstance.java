package dev.tumbler.conformance;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.RdsException;

/** A DB instance with a managed master password, as its owner handles it. */
record ManagedInstance(AwsClients aws, String identifier) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static CreateDbInstanceRequest request(String identifier) {
        return request(identifier, "postgres");
    }

    static CreateDbInstanceRequest request(String identifier, String engine) {
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(identifier)
                .engine(engine)
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("orders_admin")
                .manageMasterUserPassword(true)
                .build();
    }

    static ManagedInstance create(AwsClients aws, String identifier) {
        return create(aws, identifier, "postgres");
    }

    static ManagedInstance create(AwsClients aws, String identifier, String engine) {
        return begin(aws, identifier, engine).awaitAvailable();
    }

    /** Skips the test where the engine has no programs for this machine. */
    static ManagedInstance begin(AwsClients aws, String identifier, String engine) {
        try {
            aws.rds().createDBInstance(request(identifier, engine));
        } catch (RdsException refusal) {
            Assumptions.assumeFalse(refusal.getMessage().contains("there is no server of it"), refusal.getMessage());
            throw refusal;
        }
        return new ManagedInstance(aws, identifier);
    }

    DBInstance describe() {
        return aws.rds()
                .describeDBInstances(each -> each.dbInstanceIdentifier(identifier))
                .dbInstances()
                .get(0);
    }

    ManagedInstance awaitAvailable() {
        return awaitStatus("available");
    }

    ManagedInstance awaitStatus(String wanted) {
        Await.until(identifier + " is " + wanted, PATIENCE, () -> {
            String status = describe().dbInstanceStatus();
            if (status.equals("failed")) {
                throw new AssertionError(identifier + " failed");
            }
            return status.equals(wanted);
        });
        return this;
    }

    int port() {
        return describe().endpoint().port();
    }

    String secretArn() {
        return describe().masterUserSecret().secretArn();
    }

    String secret() {
        return aws.secrets().getSecretValue(each -> each.secretId(secretArn())).secretString();
    }

    void startRotation() {
        aws.rds().modifyDBInstance(each -> each.dbInstanceIdentifier(identifier)
                .rotateMasterUserPassword(true)
                .applyImmediately(true));
    }

    void awaitRotated() {
        Await.until("the rotation of " + identifier + " ends", PATIENCE, () -> {
            String status = describe().masterUserSecret().secretStatus();
            if (status.equals("impaired")) {
                throw new AssertionError("the rotation of " + identifier + " failed");
            }
            return status.equals("active");
        });
    }

    /** Empty once the instance is gone. */
    Optional<DBInstance> find() {
        try {
            return Optional.of(describe());
        } catch (DbInstanceNotFoundException gone) {
            return Optional.empty();
        }
    }

    void delete() {
        beginDeletion();
        awaitGone();
    }

    void beginDeletion() {
        aws.rds().deleteDBInstance(each -> each.dbInstanceIdentifier(identifier).skipFinalSnapshot(true));
    }

    void awaitGone() {
        Await.until(identifier + " is gone", PATIENCE, () -> find().isEmpty());
    }
}
