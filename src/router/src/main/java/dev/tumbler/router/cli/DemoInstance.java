package dev.tumbler.router.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.waiters.RdsWaiter;

/** The database instance of the demo, through the calls that an AWS SDK makes. */
final class DemoInstance {
    static final String ENGINE = "postgres";
    static final String IDENTIFIER = "demo-orders";
    static final String MASTER_USER = "orders_admin";
    static final String INSTANCE_CLASS = "db.t4g.micro";
    static final int STORAGE_GIB = 20;

    /** Marks the instance as the demo's own, which the demo may remove. */
    private static final Tag MARK = Tag.builder().key("tumbler").value("demo").build();

    private static final Set<String> BUSY = Set.of("creating", "resetting-master-credentials");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LocalAws aws;
    private final String engine;

    DemoInstance(LocalAws aws) {
        this(aws, ENGINE);
    }

    DemoInstance(LocalAws aws, String engine) {
        this.aws = aws;
        this.engine = engine;
    }

    /** Where an instance's server listens, once it does. */
    static Optional<String> address(DBInstance instance) {
        return Optional.ofNullable(instance.endpoint())
                .map(endpoint -> host(endpoint.address()) + ":" + endpoint.port());
    }

    /** Those of IPv6 stand in brackets where a port follows. */
    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    Optional<DBInstance> find() {
        try {
            return Optional.of(describe());
        } catch (DbInstanceNotFoundException none) {
            return Optional.empty();
        }
    }

    DBInstance describe() {
        return described().dbInstances().get(0);
    }

    private DescribeDbInstancesResponse described() {
        return aws.rds().describeDBInstances(request -> request.dbInstanceIdentifier(IDENTIFIER));
    }

    void create() {
        aws.rds().createDBInstance(request -> request.dbInstanceIdentifier(IDENTIFIER)
                .engine(engine)
                .dbInstanceClass(INSTANCE_CLASS)
                .allocatedStorage(STORAGE_GIB)
                .masterUsername(MASTER_USER)
                .manageMasterUserPassword(true)
                .tags(MARK));
    }

    /** Makes the instance of a server that runs already; its user becomes the master user. */
    void attach(OrdersDatabase database) {
        Tag address = Tag.builder()
                .key(StatusCommand.ATTACHED)
                .value(engine + "://" + OrdersDatabase.USER + "@" + database.address())
                .build();
        aws.rds().createDBInstance(request -> request.dbInstanceIdentifier(IDENTIFIER)
                .engine(engine)
                .dbInstanceClass("db.attached")
                .masterUserPassword(OrdersDatabase.FIRST_PASSWORD)
                .tags(MARK, address));
        awaitAvailable();
    }

    /** Has RDS manage the password of the master user from now on. */
    DBInstance manage() {
        aws.rds().modifyDBInstance(request -> request.dbInstanceIdentifier(IDENTIFIER)
                .manageMasterUserPassword(true)
                .applyImmediately(true));
        return awaitAvailable();
    }

    DBInstance awaitAvailable() {
        try (RdsWaiter waiter = waiter(aws.rds())) {
            waiter.waitUntilDBInstanceAvailable(request -> request.dbInstanceIdentifier(IDENTIFIER));
        }
        return describe();
    }

    /** Removes what a former demo left; an instance of that name which is not the demo's stays. */
    void remove(DBInstance former) {
        if (!former.tagList().contains(MARK)) {
            throw new PlainFailure("the DB instance " + IDENTIFIER + " exists and is not the demo's own, so it is left"
                    + " alone; remove it, or let the demo use another router with --port");
        }
        if (BUSY.contains(former.dbInstanceStatus())) {
            awaitAvailable();
        }
        if (!"deleting".equals(former.dbInstanceStatus())) {
            aws.rds().deleteDBInstance(request -> request.dbInstanceIdentifier(IDENTIFIER)
                    .skipFinalSnapshot(true));
        }
        try (RdsWaiter waiter = waiter(aws.rds())) {
            waiter.waitUntilDBInstanceDeleted(request -> request.dbInstanceIdentifier(IDENTIFIER));
        }
    }

    void rotate() {
        aws.rds().modifyDBInstance(request -> request.dbInstanceIdentifier(IDENTIFIER)
                .rotateMasterUserPassword(true)
                .applyImmediately(true));
    }

    /** Waits until the master user secret is {@code active} again; AWS has no waiter for that. */
    void awaitRotated() {
        Waiter.builder(DescribeDbInstancesResponse.class)
                .overrideConfiguration(Waiting.upTo(PATIENCE))
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(each -> "active".equals(secretStatus(each))))
                .addAcceptor(WaiterAcceptor.errorOnResponseAcceptor(
                        each -> "impaired".equals(secretStatus(each)), "the rotation failed"))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(each -> true))
                .build()
                .run(this::described);
    }

    private static String secretStatus(DescribeDbInstancesResponse described) {
        return described.dbInstances().get(0).masterUserSecret().secretStatus();
    }

    MasterCredentials credentials(String secretArn) {
        return MasterCredentials.of(aws.secretsManager().getSecretValue(request -> request.secretId(secretArn)));
    }

    static RdsWaiter waiter(RdsClient rds) {
        return RdsWaiter.builder()
                .client(rds)
                .overrideConfiguration(Waiting.upTo(PATIENCE))
                .build();
    }
}
