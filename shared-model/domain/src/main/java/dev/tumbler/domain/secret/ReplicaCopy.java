package dev.tumbler.domain.secret;

import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How what stands in another region becomes a replica that is as its primary.
 *
 * <table>
 * <caption>What is done, by what stands there</caption>
 * <tr><th>there is</th><th>so</th></tr>
 * <tr><td>nothing, nor was there before</td><td>the replica is made</td></tr>
 * <tr><td>nothing, where the replica was before</td><td>nothing: it was promoted, and deleted as its own</td></tr>
 * <tr><td>the replica, of an older revision</td><td>it is brought up</td></tr>
 * <tr><td>the replica, of this revision or a newer one</td><td>nothing: another run was faster</td></tr>
 * <tr><td>the replica of before, which is none any more</td><td>nothing: it was promoted</td></tr>
 * <tr><td>another secret, which is to give way</td><td>it is erased, then the replica is made</td></tr>
 * <tr><td>another secret</td><td>nothing: the region has failed</td></tr>
 * </table>
 *
 * <p>A write carries few values, so many are brought in several: first as versions without labels, and with the last ones
 * everything that shows. So a reader sees the primary as it was or as it is, and never a mixture.
 *
 * <p>The replica has the primary's name, suffix, description, tags, versions, labels and rotation. Its key, its resource
 * policy, the day it was made and its access dates are its own.
 */
public final class ReplicaCopy {
    /** How many values one write carries: with the largest ones still less than half of what a table takes at once. */
    public static final int MOST_VALUES = 25;

    /** How many versions may go in the write that ends a copy. At most 20 others have labels. */
    private static final int MOST_GONE = 50;

    private ReplicaCopy() {}

    /** How far a write brought the replica. */
    public enum Outcome {
        /** The replica is as the primary, or newer. */
        COPIED,
        /** The next write goes on. */
        UNFINISHED,
        /** A secret that is to stay has the name. */
        NAME_TAKEN,
        /** The replica is a secret of its own now, or was one until it was deleted. */
        PROMOTED
    }

    /** The place of a replica. */
    public static SecretId place(Secret primary, ReplicaRegion region) {
        return new SecretId(
                primary.id().account(), region.region(), primary.id().name());
    }

    /**
     * Versions whose values the replica still needs, the first few of them, the current one first. Where another secret has
     * the name there are none, for no value is to be sealed in vain.
     */
    public static List<String> missing(Secret primary, Optional<Secret> stored) {
        if (stored.filter(secret -> !follows(secret, primary)).isPresent()) {
            return List.of();
        }
        Versions there = stored.map(Secret::versions).orElse(Versions.NONE);
        Set<String> wanted = new LinkedHashSet<>();
        primary.versions().current().map(Version::id).ifPresent(wanted::add);
        wanted.addAll(primary.versions().byId().keySet());
        return wanted.stream()
                .filter(id -> hasValue(primary.versions(), id) && !hasValue(there, id))
                .limit(MOST_VALUES)
                .toList();
    }

    /**
     * One write towards the replica.
     *
     * @param values values of missing versions, sealed for the replica
     */
    public static Decision<Secret, Outcome> decide(
            Optional<Secret> stored,
            Secret primary,
            ReplicaRegion region,
            Map<String, SealedValue> values,
            Instant now) {
        Optional<Secret> replica = stored.filter(secret -> follows(secret, primary));
        if (stored.isPresent() && replica.isEmpty()) {
            return other(stored.get(), primary, region);
        }
        if (stored.isEmpty() && region.copied() > 0) {
            return Decision.keep(Outcome.PROMOTED);
        }
        long has =
                replica.map(secret -> secret.sharing().replication().revision()).orElse(0L);
        if (has >= primary.sharing().replication().revision()) {
            return Decision.keep(Outcome.COPIED);
        }
        Secret from = replica.orElseGet(() -> empty(primary, region, now));
        return step(from, primary, region, onlyNew(from, values));
    }

    private static Decision<Secret, Outcome> other(Secret stored, Secret primary, ReplicaRegion region) {
        if (region.copied() > 0 && stored.suffix().equals(primary.suffix())) {
            return Decision.keep(Outcome.PROMOTED);
        }
        boolean givesWay = region.overwrite()
                && stored.details().owningService().isEmpty()
                && stored.sharing().replication().equals(Replication.NONE);
        return givesWay ? Decision.erase(Outcome.UNFINISHED) : Decision.keep(Outcome.NAME_TAKEN);
    }

    /** Whether a secret is the replica of that primary. */
    public static boolean follows(Secret secret, Secret primary) {
        return secret.suffix().equals(primary.suffix())
                && secret.sharing()
                        .replication()
                        .primaryRegion()
                        .equals(Optional.of(primary.id().region()));
    }

    private static Secret empty(Secret primary, ReplicaRegion region, Instant now) {
        NewSecret wanted = new NewSecret(
                place(primary, region), primary.suffix(), details(primary, region), Optional.empty(), Optional.empty());
        Replication replication = new Replication(Optional.of(primary.id().region()), 0, List.of());
        return SecretLifecycle.create(Optional.empty(), wanted, now).answer().with(replication);
    }

    private static Map<String, SealedValue> onlyNew(Secret replica, Map<String, SealedValue> values) {
        Map<String, SealedValue> fresh = new LinkedHashMap<>(values);
        fresh.keySet().removeIf(id -> hasValue(replica.versions(), id));
        return fresh;
    }

    private static Decision<Secret, Outcome> step(
            Secret replica, Secret primary, ReplicaRegion region, Map<String, SealedValue> values) {
        List<String> gone = new ArrayList<>(replica.versions().byId().keySet());
        gone.removeAll(primary.versions().byId().keySet());
        boolean complete = primary.versions().byId().keySet().stream()
                .filter(id -> hasValue(primary.versions(), id))
                .allMatch(id -> values.containsKey(id) || hasValue(replica.versions(), id));
        if (complete && gone.size() <= MOST_GONE) {
            return Decision.write(asPrimary(replica, primary, region), values, Outcome.COPIED);
        }
        Versions part = withValues(without(replica.versions(), gone), primary.versions(), region, values);
        return Decision.write(replica.with(part), values, Outcome.UNFINISHED);
    }

    /** Only versions without labels go before the end, and no more than one write takes. */
    private static Versions without(Versions versions, List<String> gone) {
        Map<String, Version> kept = new LinkedHashMap<>(versions.byId());
        gone.stream()
                .filter(id -> versions.byId().get(id).deprecated())
                .limit(MOST_GONE)
                .forEach(kept::remove);
        return new Versions(kept);
    }

    private static Versions withValues(
            Versions versions, Versions primary, ReplicaRegion region, Map<String, SealedValue> values) {
        Map<String, Version> next = new LinkedHashMap<>(versions.byId());
        for (String id : values.keySet()) {
            Version copied = version(primary.byId().get(id), Optional.empty(), region);
            Set<String> labels = versions.find(id).map(Version::labels).orElse(Set.of());
            next.put(id, new Version(id, labels, true, copied.keyId(), copied.created(), copied.lastAccessed()));
        }
        return new Versions(next);
    }

    private static Secret asPrimary(Secret replica, Secret primary, ReplicaRegion region) {
        Map<String, Version> versions = new LinkedHashMap<>();
        for (Version each : primary.versions().all()) {
            versions.put(each.id(), version(each, replica.versions().find(each.id()), region));
        }
        Dates dates = new Dates(
                replica.dates().created(),
                primary.dates().changed(),
                primary.dates().valueChanged(),
                replica.dates().accessed(),
                Optional.empty());
        long revision = primary.sharing().replication().revision();
        return replica.with(details(primary, region))
                .with(new Versions(versions))
                .with(primary.rotation().settled())
                .with(dates)
                .with(new Replication(Optional.of(primary.id().region()), revision, List.of()));
    }

    /** A version keeps the key that its value is sealed under, and the day it was last read in the region. */
    private static Version version(Version primary, Optional<Version> there, ReplicaRegion region) {
        Optional<String> newKey = primary.hasValue() ? region.kmsKeyId() : Optional.empty();
        return new Version(
                primary.id(),
                primary.labels(),
                primary.hasValue(),
                there.filter(Version::hasValue).map(Version::keyId).orElse(newKey),
                primary.created(),
                there.flatMap(Version::lastAccessed));
    }

    private static Details details(Secret primary, ReplicaRegion region) {
        Details details = primary.details();
        return new Details(details.description(), region.kmsKeyId(), details.owningService(), details.tags());
    }

    private static boolean hasValue(Versions versions, String id) {
        return versions.find(id).filter(Version::hasValue).isPresent();
    }

    /** The end of a region: its replica goes at once. A secret that is not the primary's replica stays. */
    public static Decision<Secret, Boolean> erase(Optional<Secret> stored, Secret primary) {
        return stored.filter(secret -> follows(secret, primary)).isPresent()
                ? Decision.erase(true)
                : Decision.keep(false);
    }
}
