package dev.tumbler.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** RDS with the instances it is told of. */
final class FakeRds implements RdsAsyncClient {
    private final Calls calls;
    private final List<DBInstance> instances = new ArrayList<>();
    private final List<DBCluster> clusters = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();

    FakeRds(Calls calls) {
        this.calls = calls;
    }

    void add(DBInstance instance) {
        instances.add(instance);
    }

    void add(DBCluster cluster) {
        clusters.add(cluster);
    }

    void failWith(RuntimeException next) {
        failure = Optional.of(next);
    }

    @Override
    public CompletableFuture<DescribeDbClustersResponse> describeDBClusters(DescribeDbClustersRequest request) {
        try {
            return CompletableFuture.completedFuture(
                    calls.make("DescribeDBClusters", () -> findCluster(request.dbClusterIdentifier())));
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(new CompletionException(thrown));
        }
    }

    private DescribeDbClustersResponse findCluster(String arn) {
        List<DBCluster> found = clusters.stream()
                .filter(cluster -> cluster.dbClusterArn().equals(arn))
                .toList();
        if (found.isEmpty()) {
            throw DbClusterNotFoundException.builder()
                    .message("DBCluster " + arn + " not found.")
                    .build();
        }
        return DescribeDbClustersResponse.builder().dbClusters(found).build();
    }

    @Override
    public CompletableFuture<DescribeDbInstancesResponse> describeDBInstances(DescribeDbInstancesRequest request) {
        try {
            return CompletableFuture.completedFuture(
                    calls.make("DescribeDBInstances", () -> find(request.dbInstanceIdentifier())));
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(new CompletionException(thrown));
        }
    }

    private DescribeDbInstancesResponse find(String arn) {
        failure.ifPresent(next -> {
            throw next;
        });
        List<DBInstance> found = instances.stream()
                .filter(instance -> arn.equals(instance.dbInstanceArn()) || arn.equals(instance.dbInstanceIdentifier()))
                .toList();
        if (found.isEmpty()) {
            throw DbInstanceNotFoundException.builder()
                    .message("DBInstance " + arn + " not found.")
                    .build();
        }
        return DescribeDbInstancesResponse.builder().dbInstances(found).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        calls.forget();
    }
}
