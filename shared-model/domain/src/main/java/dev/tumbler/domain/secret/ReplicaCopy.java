package dev.tumbler.domain.secret;

import dev.tumbler.domain.store.Change;
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
 * <p>The replica has the primary's name, suffix, description, tags, resource policy, versions, labels and rotation. Its key,
 * the day it was made and its access dates are its own. Where the region gets another key, the values go over to it as those
 * of any secret do, see {@link KeyChange}.
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

    /** Whether the next write puts the replica under a key that it does not have yet, so that the key is to be tried. */
    public static boolean bringsKey(Secret primary, ReplicaRegion region, Optional<Secret> stored) {
        boolean another = stored.map(secret ->
                        follows(secret, primary) && !secret.details().kmsKeyId().equals(region.kmsKeyId()))
                .orElse(region.copied() == 0);
        return another && region.kmsKeyId().isPresent();
    }

    /**
     * Versions whose values are to be sealed for the replica, the first few of them, the current one first. Where another
     * secret has the name there are none, for no value is to be sealed in vain.
     */
    public static List<String> missing(Secret primary, ReplicaRegion region, Optional<Secret> stored) {
        if (stored.filter(secret -> !follows(secret, primary)).isPresent()) {
            return List.of();
        }
        Versions there = stored.map(Secret::versions).orElse(Versions.NONE);
        Set<String> wanted = new LinkedHashSet<>();
        primary.versions().current().map(Version::id).ifPresent(wanted::add);
        wanted.addAll(primary.versions().byId().keySet());
        return wanted.stream()
                .filter(id -> isMissing(primary.versions().byId().get(id), there, region))
                .limit(MOST_VALUES)
                .toList();
    }

    private static boolean isMissing(Version primary, Versions there, ReplicaRegion region) {
        Version copied = version(primary, there.find(primary.id()), region);
        return primary.hasValue() && (!hasValue(there, primary.id()) || KeyChange.goesOver(copied, region.kmsKeyId()));
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
        Map<String, SealedValue> needed = new LinkedHashMap<>(values);
        needed.keySet().removeIf(id -> primary.versions()
                .find(id)
                .filter(version -> isMissing(version, from.versions(), region))
                .isEmpty());
        return step(from, primary, region, needed);
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

    private static Decision<Secret, Outcome> step(
            Secret replica, Secret primary, ReplicaRegion region, Map<String, SealedValue> values) {
        List<String> gone = new ArrayList<>(replica.versions().byId().keySet());
        gone.removeAll(primary.versions().byId().keySet());
        boolean complete = primary.versions().all().stream()
                .filter(version -> isMissing(version, replica.versions(), region))
                .allMatch(version -> values.containsKey(version.id()));
        boolean last = complete && gone.size() <= MOST_GONE;
        Versions part = withValues(without(replica.versions(), gone), primary.versions(), region, values);
        Secret copied = replica.with(part);
        return Decision.write(
                written(replica, last ? asPrimary(copied, primary, region) : copied, values),
                last ? Outcome.COPIED : Outcome.UNFINISHED);
    }

    private static Change.Write<Secret> written(Secret before, Secret next, Map<String, SealedValue> values) {
        Map<String, SealedValue> fresh = new LinkedHashMap<>(values);
        Map<String, SealedValue> resealed = new LinkedHashMap<>(values);
        fresh.keySet().removeIf(id -> hasValue(before.versions(), id));
        resealed.keySet().removeAll(fresh.keySet());
        return new Change.Write<>(next, fresh, resealed);
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
            Optional<Instant> accessed = versions.find(id).flatMap(Version::lastAccessed);
            next.put(id, new Version(id, labels, true, copied.keyId(), copied.created(), accessed));
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
        Replication replication = new Replication(Optional.of(primary.id().region()), revision, List.of());
        return replica.with(details(primary, region))
                .with(new Versions(versions))
                .with(primary.rotation().settled())
                .with(dates)
                .with(new Sharing(primary.sharing().policy(), replication));
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
