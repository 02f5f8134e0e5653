package dev.tumbler.rds;

import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsResponse;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;

/**
 * DescribeOrderableDBInstanceOptions: every version that can be run here, with the customary instance classes. A class
 * means nothing on one machine, so one that is asked for by name is there too, as CreateDBInstance takes it.
 */
@Named("DescribeOrderableDBInstanceOptions")
@Singleton
public class DescribeOrderableDBInstanceOptionsHandler
        extends OperationHandler<
                DescribeOrderableDbInstanceOptionsRequest, DescribeOrderableDbInstanceOptionsResponse> {
    private static final Pattern INSTANCE_CLASS = Pattern.compile("db\\.[a-z0-9-]+\\.[a-z0-9]+");
    private static final List<String> CUSTOMARY_CLASSES = List.of(
            "db.m6g.large",
            "db.m6i.large",
            "db.r6g.large",
            "db.r6i.large",
            "db.t3.medium",
            "db.t3.micro",
            "db.t3.small",
            "db.t4g.medium",
            "db.t4g.micro",
            "db.t4g.small");
    private static final int LARGEST_STORAGE = 65536;

    private final EngineOffers engines;

    @Inject
    public DescribeOrderableDBInstanceOptionsHandler(EngineOffers engines) {
        super(Operation.of(
                Service.RDS, "DescribeOrderableDBInstanceOptions", DescribeOrderableDbInstanceOptionsRequest::builder));
        this.engines = engines;
    }

    @Override
    public Uni<DescribeOrderableDbInstanceOptionsResponse> apply(
            DescribeOrderableDbInstanceOptionsRequest request, Call call) {
        List<OrderableDBInstanceOption> options = versions(request).stream()
                .flatMap(version -> classes(request.dbInstanceClass())
                        .flatMap(each -> options(version, each, call.caller().region())))
                .filter(licensed(request.licenseModel()))
                .filter(option -> request.vpc() == null || request.vpc())
                .toList();
        Page<OrderableDBInstanceOption> page = Records.page(options, request.marker(), request.maxRecords());
        return Uni.createFrom()
                .item(DescribeOrderableDbInstanceOptionsResponse.builder()
                        .orderableDBInstanceOptions(page.items())
                        .marker(page.next().orElse(null))
                        .build());
    }

    private List<OfferedVersion> versions(DescribeOrderableDbInstanceOptionsRequest request) {
        if (request.engine() == null) {
            throw RdsErrors.missing("Engine");
        }
        List<OfferedVersion> offered = engines.of(request.engine());
        if (offered.isEmpty()) {
            throw RdsErrors.invalidValue("Unrecognized engine name: " + request.engine());
        }
        String wanted = request.engineVersion();
        List<OfferedVersion> found = offered.stream()
                .filter(each -> wanted == null || each.answersTo(wanted))
                .sorted(OfferedVersion.IN_ORDER)
                .toList();
        if (found.isEmpty()) {
            throw RdsErrors.invalidCombination("Cannot find version " + wanted + " for " + request.engine());
        }
        return found;
    }

    private static Stream<String> classes(String wanted) {
        return wanted == null
                ? CUSTOMARY_CLASSES.stream()
                : Stream.of(wanted).filter(INSTANCE_CLASS.asMatchPredicate());
    }

    private static Predicate<OrderableDBInstanceOption> licensed(String model) {
        return option -> model == null || model.equals(option.licenseModel());
    }

    /** One for each type of storage, as AWS lists them. */
    private static Stream<OrderableDBInstanceOption> options(
            OfferedVersion version, String instanceClass, String region) {
        OrderableDBInstanceOption.Builder option = option(version, instanceClass, region);
        return StorageRules.types(EngineRules.of(version.engineName()).orElseThrow()).stream()
                .map(type -> option.storageType(type)
                        .supportsIops(StorageRules.takesIops(type))
                        .supportsStorageThroughput(StorageRules.takesThroughput(type))
                        .build());
    }

    private static OrderableDBInstanceOption.Builder option(
            OfferedVersion version, String instanceClass, String region) {
        return OrderableDBInstanceOption.builder()
                .engine(version.engineName())
                .engineVersion(version.version())
                .dbInstanceClass(instanceClass)
                .licenseModel(version.licenseModel())
                .availabilityZones(AvailabilityZone.builder().name(region + "a").build())
                .multiAZCapable(false)
                .readReplicaCapable(false)
                .vpc(true)
                .supportsStorageEncryption(false)
                .supportsEnhancedMonitoring(false)
                .supportsIAMDatabaseAuthentication(false)
                .supportsPerformanceInsights(false)
                .minStorageSize(StorageRules.SMALLEST)
                .maxStorageSize(LARGEST_STORAGE)
                .supportedEngineModes("provisioned");
    }
}
