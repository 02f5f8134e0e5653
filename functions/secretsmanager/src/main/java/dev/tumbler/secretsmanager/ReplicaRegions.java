package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Dates;
import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.Replication;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.wire.Regions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;

/** The regions of a secret as requests name them and answers show them. */
final class ReplicaRegions {
    /** AWS's documentation shows the default key of a replica by its alias, though that of a secret is left out. */
    private static final String DEFAULT_KEY = "alias/aws/secretsmanager";

    /** Reported of AWS; its documentation has no text for success. */
    private static final String SUCCEEDED = "Replication succeeded";

    private ReplicaRegions() {}

    /** The regions of a request, or AWS's refusal of one that there is not. */
    static List<ReplicaRegion> read(List<ReplicaRegionType> regions, Boolean overwrite, Regions known) {
        return regions.stream()
                .map(each -> ReplicaRegion.wanted(
                        checked(each.region(), known),
                        KmsKeyIds.named(each.kmsKeyId()),
                        Boolean.TRUE.equals(overwrite)))
                .toList();
    }

    /** unsourced: that AWS's words for a secret's own region are those for one that there is not. */
    private static String checked(String region, Regions known) {
        if (!known.has(region)) {
            throw ReplicaRegion.invalid();
        }
        return region;
    }

    /** The regions of a secret; absent without any. */
    static List<ReplicationStatusType> shown(Secret secret, Map<String, Secret> replicas) {
        List<ReplicationStatusType> all = all(secret, replicas);
        return all.isEmpty() ? null : all;
    }

    /**
     * The same for an answer that is about the regions, where none is an empty list.
     *
     * @param replicas the replicas as far as they are there, by region
     */
    static List<ReplicationStatusType> all(Secret secret, Map<String, Secret> replicas) {
        Replication replication = secret.sharing().replication();
        return replication.wanted().stream()
                .map(region -> status(
                        region,
                        region.status(replication.revision()),
                        Optional.ofNullable(replicas.get(region.region()))))
                .toList();
    }

    private static ReplicationStatusType status(
            ReplicaRegion region, ReplicaRegion.Status status, Optional<Secret> replica) {
        Optional<Instant> accessed = replica.map(Secret::dates).flatMap(Dates::accessed);
        return ReplicationStatusType.builder()
                .region(region.region())
                .kmsKeyId(region.kmsKeyId().orElse(DEFAULT_KEY))
                .status(type(status))
                .statusMessage(message(region, status))
                .lastAccessedDate(accessed.orElse(null))
                .build();
    }

    private static StatusType type(ReplicaRegion.Status status) {
        return switch (status) {
            case IN_PROGRESS -> StatusType.IN_PROGRESS;
            case IN_SYNC -> StatusType.IN_SYNC;
            case FAILED -> StatusType.FAILED;
        };
    }

    private static String message(ReplicaRegion region, ReplicaRegion.Status status) {
        return switch (status) {
            case IN_PROGRESS -> null;
            case IN_SYNC -> SUCCEEDED;
            case FAILED -> region.failure().orElseThrow().message();
        };
    }
}
