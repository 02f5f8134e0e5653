package dev.tumbler.rds;

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
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;

/** DescribeDBClusters: one cluster by identifier or ARN, or a page of those that pass the filters. */
@Named("DescribeDBClusters")
@Singleton
public class DescribeDBClustersHandler extends OperationHandler<DescribeDbClustersRequest, DescribeDbClustersResponse> {
    private static final Map<String, Function<DBCluster, Set<String>>> FILTERED = Map.of(
            "db-cluster-id", cluster -> Set.of(cluster.dbClusterIdentifier(), cluster.dbClusterArn()),
            "db-cluster-resource-id", cluster -> Set.of(cluster.dbClusterResourceId()),
            "engine", cluster -> Set.of(cluster.engine()),
            "clone-group-id", cluster -> Set.of(),
            "domain", cluster -> Set.of());

    private final DatabasePages pages;
    private final Databases databases;

    @Inject
    public DescribeDBClustersHandler(DatabasePages pages, Databases databases) {
        super(Operation.of(Service.RDS, "DescribeDBClusters", DescribeDbClustersRequest::builder));
        this.pages = pages;
        this.databases = databases;
    }

    @Override
    public Uni<DescribeDbClustersResponse> apply(DescribeDbClustersRequest request, Call call) {
        DatabasePages.Asked asked = new DatabasePages.Asked(
                DatabaseKind.CLUSTER, request.dbClusterIdentifier(), request.maxRecords(), request.marker());
        AnswerFilters<DBCluster> filters = new AnswerFilters<>(FILTERED, request.filters());
        return pages.page(asked, action(call), filters, (id, found) -> databases.cluster(found))
                .map(page -> DescribeDbClustersResponse.builder()
                        .dbClusters(page.items())
                        .marker(page.next().orElse(null))
                        .build());
    }
}
