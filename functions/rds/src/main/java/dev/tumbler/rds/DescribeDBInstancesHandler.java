package dev.tumbler.rds;

import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** DescribeDBInstances: one instance by identifier or ARN, or a page of those that pass the filters. */
@Named("DescribeDBInstances")
@Singleton
public class DescribeDBInstancesHandler
        extends OperationHandler<DescribeDbInstancesRequest, DescribeDbInstancesResponse> {
    private static final Map<String, Function<DBInstance, Set<String>>> FILTERED = Map.of(
            "db-instance-id", instance -> Set.of(instance.dbInstanceIdentifier(), instance.dbInstanceArn()),
            "dbi-resource-id", instance -> Set.of(instance.dbiResourceId()),
            "engine", instance -> Set.of(instance.engine()),
            "db-cluster-id", DescribeDBInstancesHandler::cluster,
            "domain", instance -> Set.of());

    private final DatabasePages pages;
    private final Databases databases;

    @Inject
    public DescribeDBInstancesHandler(DatabasePages pages, Databases databases) {
        super(Operation.of(Service.RDS, "DescribeDBInstances", DescribeDbInstancesRequest::builder));
        this.pages = pages;
        this.databases = databases;
    }

    /** By identifier or ARN. */
    private static Set<String> cluster(DBInstance instance) {
        return Optional.ofNullable(instance.dbClusterIdentifier())
                .map(identifier -> Set.of(identifier, clusterArn(instance, identifier)))
                .orElse(Set.of());
    }

    private static String clusterArn(DBInstance instance, String identifier) {
        DatabaseId id = DatabaseId.ofArn(instance.dbInstanceArn()).orElseThrow();
        return new DatabaseId(DatabaseKind.CLUSTER, id.account(), id.region(), identifier).arn();
    }

    @Override
    public Uni<DescribeDbInstancesResponse> apply(DescribeDbInstancesRequest request, Call call) {
        DatabasePages.Asked asked = new DatabasePages.Asked(
                DatabaseKind.INSTANCE, request.dbInstanceIdentifier(), request.maxRecords(), request.marker());
        return pages.page(asked, action(call), new AnswerFilters<>(FILTERED, request.filters()), databases::instance)
                .map(page -> DescribeDbInstancesResponse.builder()
                        .dbInstances(page.items())
                        .marker(page.next().orElse(null))
                        .build());
    }
}
