package dev.tumbler.domain.secret;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a secret stands to its copies in other regions: as a primary that knows its regions, as a replica that knows its
 * primary, or, like most secrets, as neither.
 *
 * @param primaryRegion the region of the secret that this one is a replica of; empty for any other secret
 * @param revision of a primary, a number that grows with every change that its replicas have to follow; of a replica, the
 *     one of its primary that it is a copy of
 * @param regions of a primary, where its replicas are, in the order they were asked for
 */
public record Replication(Optional<String> primaryRegion, long revision, List<ReplicaRegion> regions) {
    public static final Replication NONE = new Replication(Optional.empty(), 0, List.of());

    public Replication {
        regions = List.copyOf(regions);
    }

    public boolean isReplica() {
        return primaryRegion.isPresent();
    }

    /** The regions that have a replica or are to have one. */
    public List<ReplicaRegion> wanted() {
        return regions.stream().filter(region -> !region.removed()).toList();
    }

    public Optional<ReplicaRegion> find(String region) {
        return regions.stream().filter(each -> each.region().equals(region)).findFirst();
    }

    /** The regions in which something can be done now. */
    public List<ReplicaRegion> ready(Instant now) {
        return regions.stream().filter(region -> region.ready(revision, now)).toList();
    }

    /**
     * When the next attempt in any region may begin; empty where every replica is as its primary.
     *
     * @param since when a region that has not failed became due
     */
    Optional<Instant> due(Instant since) {
        return regions.stream()
                .filter(region -> region.unfinished(revision))
                .map(region ->
                        region.failure().map(ReplicaRegion.Failure::notBefore).orElse(since))
                .min(Instant::compareTo);
    }

    /** After a change that replicas have to follow. */
    Replication changed() {
        return regions.isEmpty() ? this : new Replication(primaryRegion, revision + 1, regions);
    }

    /** The same with a region in its place, or last where it is new. */
    Replication with(ReplicaRegion next) {
        List<ReplicaRegion> all = new ArrayList<>(regions);
        int place = all.stream().map(ReplicaRegion::region).toList().indexOf(next.region());
        if (place < 0) {
            all.add(next);
        } else {
            all.set(place, next);
        }
        return new Replication(primaryRegion, Math.max(revision, 1), all);
    }

    Replication without(String region) {
        return new Replication(
                primaryRegion,
                revision,
                regions.stream().filter(each -> !each.region().equals(region)).toList());
    }
}
