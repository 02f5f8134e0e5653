package dev.tumbler.rotation;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** What the steps ask of RDS. */
@Singleton
final class RdsDatabases {
    private static final Logger LOG = Logger.getLogger(RdsDatabases.class);

    private final RdsAsyncClient rds;

    /**
     * Where a database is, as RDS tells it.
     *
     * @param authorities the certificates that an attached server's own is checked with
     */
    record Place(String engine, String host, int port, Optional<String> authorities) {}

    @Inject
    RdsDatabases(RdsAsyncClient rds) {
        this.rds = rds;
    }

    Uni<Place> instance(String arn) {
        return described(
                        "DescribeDBInstances",
                        () -> rds.describeDBInstances(
                                request -> request.dbInstanceIdentifier(arn).overrideConfiguration(ArnRegion.of(arn))))
                .map(DescribeDbInstancesResponse::dbInstances)
                .onFailure(DbInstanceNotFoundException.class)
                .recoverWithItem(List.of())
                .map(found -> found.stream().findFirst().orElseThrow(() -> noneFound(arn, "Instance", "Instances")))
                .map(RdsDatabases::place);
    }

    Uni<Place> cluster(String arn) {
        return described(
                        "DescribeDBClusters",
                        () -> rds.describeDBClusters(
                                request -> request.dbClusterIdentifier(arn).overrideConfiguration(ArnRegion.of(arn))))
                .map(DescribeDbClustersResponse::dbClusters)
                .onFailure(DbClusterNotFoundException.class)
                .recoverWithItem(List.of())
                .map(found -> found.stream().findFirst().orElseThrow(() -> noneFound(arn, "Cluster", "Clusters")))
                .map(RdsDatabases::place);
    }

    /** Whether one host is a read replica of another; the first label of a host that RDS made is the instance's name. */
    Uni<Boolean> replicates(RotatingSecret secret, String host, String sourceHost) {
        return Uni.createFrom()
                .completionStage(() -> rds.describeDBInstances(request ->
                        request.dbInstanceIdentifier(name(host)).overrideConfiguration(ArnRegion.of(secret.id()))))
                .map(answer -> answer.dbInstances().stream()
                        .findFirst()
                        .map(DBInstance::readReplicaSourceDBInstanceIdentifier)
                        .filter(name(sourceHost)::equals)
                        .isPresent())
                .onFailure(SdkException.class)
                .invoke(cause ->
                        LOG.warnf("Encountered error while verifying rds replica status: %s", cause.getMessage()))
                .onFailure(SdkException.class)
                .recoverWithItem(false);
    }

    private static <T> Uni<T> described(String operation, Supplier<CompletionStage<T>> call) {
        return Uni.createFrom()
                .completionStage(call)
                .onFailure(cause -> cause instanceof SdkException && !notFound(cause))
                .transform(cause -> new RotationException(
                        "Encountered API error while fetching connection parameters from %s RDS API: %s"
                                .formatted(operation, cause.getMessage()),
                        cause));
    }

    private static boolean notFound(Throwable cause) {
        return cause instanceof DbInstanceNotFoundException || cause instanceof DbClusterNotFoundException;
    }

    private static Place place(DBInstance instance) {
        if (instance.endpoint() == null) {
            throw noEndpoint(instance.dbInstanceArn());
        }
        return new Place(
                instance.engine(),
                instance.endpoint().address(),
                instance.endpoint().port(),
                authorities(instance));
    }

    /** AWS names an authority there by an identifier. Of an attached server it is the certificates themselves. */
    private static Optional<String> authorities(DBInstance instance) {
        return Optional.ofNullable(instance.caCertificateIdentifier()).filter(PemCertificates::isPem);
    }

    private static Place place(DBCluster cluster) {
        if (cluster.endpoint() == null) {
            throw noEndpoint(cluster.dbClusterArn());
        }
        return new Place(cluster.engine(), cluster.endpoint(), cluster.port(), Optional.empty());
    }

    /** The wording is ours; a database has no endpoint while it is being created. */
    private static RotationException noEndpoint(String arn) {
        return new RotationException("%s has no endpoint yet".formatted(arn));
    }

    private static RotationException noneFound(String arn, String kind, String kinds) {
        return new RotationException(
                "%s is not a valid DB %s ARN. No %s found when using DescribeDB%s RDS API to get connection params."
                        .formatted(arn, kind, kinds, kinds));
    }

    private static String name(String host) {
        return host.split("\\.", 2)[0];
    }
}
