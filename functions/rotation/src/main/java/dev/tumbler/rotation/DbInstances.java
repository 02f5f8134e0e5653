package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** What the steps ask of RDS. */
@Singleton
final class DbInstances {
    private final RdsAsyncClient rds;

    @Inject
    DbInstances(RdsAsyncClient rds) {
        this.rds = rds;
    }

    Uni<DBInstance> find(String arn) {
        return Uni.createFrom()
                .completionStage(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier(arn)))
                .map(DescribeDbInstancesResponse::dbInstances)
                .onFailure(DbInstanceNotFoundException.class)
                .recoverWithItem(List.of())
                .onFailure(SdkException.class)
                .transform(cause -> new RotationException(
                        "Encountered API error while fetching connection parameters from DescribeDBInstances RDS API: %s"
                                .formatted(cause.getMessage()),
                        cause))
                .map(found -> found.stream().findFirst().orElseThrow(() -> noneFound(arn)));
    }

    private static RotationException noneFound(String arn) {
        return new RotationException(
                ("%s is not a valid DB Instance ARN. No Instances found when using DescribeDBInstances RDS API"
                                + " to get connection params.")
                        .formatted(arn));
    }
}
