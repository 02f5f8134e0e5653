package dev.tumbler.simulation;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** RDS, which knows where every instance is: at the one server that there is. */
final class SimulatedRds implements RdsAsyncClient {

    @Override
    public CompletableFuture<DescribeDbInstancesResponse> describeDBInstances(DescribeDbInstancesRequest request) {
        DBInstance found = DBInstance.builder()
                .dbInstanceArn(request.dbInstanceIdentifier())
                .engine("postgres")
                .endpoint(endpoint -> endpoint.address(World.HOST).port(5432))
                .build();
        return CompletableFuture.completedFuture(
                DescribeDbInstancesResponse.builder().dbInstances(found).build());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
