package dev.tumbler.router.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.SourceType;

/** Why master user secrets are impaired, as RDS's events have it. */
record Impairments(RdsClient rds) {
    private static final String IMPAIRED = "impaired";
    private static final String FAILED = "Unable to reset your password. Error information: ";

    /** As long as RDS keeps events. */
    private static final Duration KEPT = Duration.ofDays(14);

    /** A line for each. */
    List<String> of(List<DBInstance> instances, List<DBCluster> clusters) {
        return Stream.concat(
                        instances.stream()
                                .filter(each -> isImpaired(each.masterUserSecret()))
                                .map(each -> line(each.dbInstanceIdentifier(), SourceType.DB_INSTANCE)),
                        clusters.stream()
                                .filter(each -> isImpaired(each.masterUserSecret()))
                                .map(each -> line(each.dbClusterIdentifier(), SourceType.DB_CLUSTER)))
                .toList();
    }

    private static boolean isImpaired(MasterUserSecret secret) {
        return secret != null && IMPAIRED.equals(secret.secretStatus());
    }

    private String line(String identifier, SourceType type) {
        return "The secret of " + identifier + " is impaired: "
                + reason(identifier, type).orElse("its rotation failed more than " + KEPT.toDays() + " days ago.");
    }

    private Optional<String> reason(String identifier, SourceType type) {
        return rds
                .describeEventsPaginator(request ->
                        request.sourceIdentifier(identifier).sourceType(type).duration((int) KEPT.toMinutes()))
                .events()
                .stream()
                .map(Event::message)
                .filter(message -> message.startsWith(FAILED))
                .reduce((earlier, later) -> later)
                .map(message -> message.substring(FAILED.length()));
    }
}
