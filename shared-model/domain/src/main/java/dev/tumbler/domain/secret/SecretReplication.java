package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.Partition;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decisions of the replication operations. A call only says in the primary what is wanted; {@link ReplicaCopy} says how a
 * replica comes to follow, and {@link ReplicationProgress} what the primary knows of it afterwards.
 */
public final class SecretReplication {
    private SecretReplication() {}

    /** CreateSecret with replica regions. The same call once more changes nothing, in the regions either. */
    public static Decision<Secret, Secret> create(
            Optional<Secret> stored, NewSecret wanted, List<ReplicaRegion> regions, Instant now) {
        check(wanted.id(), regions);
        Decision<Secret, Secret> created = SecretLifecycle.create(stored, wanted, now);
        if (created.change() instanceof Change.Write<Secret> write) {
            Secret next = write.next().with(added(write.next(), regions));
            return Decision.write(write.with(next), next);
        }
        return created;
    }

    /**
     * ReplicateSecretToRegions. In a region that failed it begins anew, in one that did not it changes nothing. The wording
     * for a region whose replica is still being deleted is ours.
     */
    public static Decision<Secret, Secret> replicate(
            Secret stored, Caller caller, List<ReplicaRegion> regions, Instant now) {
        Secret secret = stored.writableBy(caller);
        check(secret.id(), regions);
        Replication next = added(secret, regions);
        return next.equals(secret.sharing().replication()) ? Decision.keep(secret) : written(secret, next, now);
    }

    /** The wording for a region that is named twice is ours. A replica stays in the partition of its primary. */
    private static void check(SecretId id, List<ReplicaRegion> regions) {
        Set<String> named = new HashSet<>();
        for (ReplicaRegion each : regions) {
            if (each.region().equals(id.region()) || Partition.of(each.region()) != Partition.of(id.region())) {
                throw ReplicaRegion.invalid();
            }
            if (!named.add(each.region())) {
                throw AwsException.invalidParameter(
                        "You can't specify the replica region " + each.region() + " more than once in a request.");
            }
        }
    }

    private static Replication added(Secret secret, List<ReplicaRegion> regions) {
        Replication next = secret.sharing().replication();
        for (ReplicaRegion each : regions) {
            Optional<ReplicaRegion> known = next.find(each.region());
            next = next.with(known.map(region -> again(region, each)).orElse(each));
        }
        return next;
    }

    private static ReplicaRegion again(ReplicaRegion known, ReplicaRegion wanted) {
        if (known.removed()) {
            throw AwsException.invalidRequest("You can't replicate the secret to the Region " + known.region()
                    + " while its replica there is being deleted.");
        }
        return known.failure().isPresent() ? wanted.after(known) : known;
    }

    /**
     * RemoveRegionsFromReplication. A region without a replica is no error, so that the call can be made again; AWS's
     * answer for that is not sourced.
     */
    public static Decision<Secret, Secret> remove(Secret stored, Caller caller, List<String> regions, Instant now) {
        Secret secret = stored.writableBy(caller);
        Replication next = secret.sharing().replication();
        for (ReplicaRegion each : next.wanted()) {
            next = regions.contains(each.region()) ? next.with(each.toRemove()) : next;
        }
        return next.equals(secret.sharing().replication()) ? Decision.keep(secret) : written(secret, next, now);
    }

    /**
     * A replica that has become a secret of its own.
     *
     * @param primary the secret it followed, which is to forget the region
     */
    public record Promoted(Secret secret, SecretArn primary) {}

    /**
     * StopReplicationToReplica: the replica becomes a secret of its own. Its rotation is off until it is asked for there,
     * because what rotated it belongs to the primary. The words of the refusal and the end of the rotation are ours.
     */
    public static Decision<Secret, Promoted> promote(Secret stored, Instant now) {
        Secret secret = stored.alive();
        String region = secret.sharing()
                .replication()
                .primaryRegion()
                .orElseThrow(() -> AwsException.invalidRequest(
                        "You can't perform this operation on the secret because it isn't a replica secret."));
        SecretId primary =
                new SecretId(secret.id().account(), region, secret.id().name());
        Secret next = secret.with(secret.rotation().turnedOff())
                .with(Replication.NONE)
                .with(secret.dates().changedAt(now));
        return Decision.write(next, new Promoted(next, new SecretArn(primary, Optional.of(secret.suffix()))));
    }

    private static Decision<Secret, Secret> written(Secret secret, Replication replication, Instant now) {
        Secret next = secret.with(replication).with(secret.dates().changedAt(now));
        return Decision.write(next, next);
    }

    /** The same decision, which also tells of it if the replicas now have something to follow. */
    public static <R> Decision<Secret, R> announced(Decision<Secret, R> decision) {
        if (decision.change() instanceof Change.Write<Secret> write && isFollowed(write.next())) {
            return decision.and(new DomainEvent.ReplicationDue(write.next().id()));
        }
        return decision;
    }

    private static boolean isFollowed(Secret secret) {
        return secret.sharing().replication().due(secret.dates().changed()).isPresent();
    }

    /** Tells once more of a primary with regions in which something can be done now. It changes nothing. */
    public static Decision<Secret, Boolean> remind(Optional<Secret> stored, Instant now) {
        Optional<Secret> due = stored.filter(
                secret -> !secret.sharing().replication().ready(now).isEmpty());
        Decision<Secret, Boolean> decision = Decision.keep(due.isPresent());
        return due.map(secret -> decision.and(new DomainEvent.ReplicationDue(secret.id())))
                .orElse(decision);
    }
}
