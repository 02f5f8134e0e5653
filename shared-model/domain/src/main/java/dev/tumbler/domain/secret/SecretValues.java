package dev.tumbler.domain.secret;

import static dev.tumbler.domain.secret.Versions.AWSCURRENT;
import static dev.tumbler.domain.secret.Versions.AWSPENDING;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.store.Change;
import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decisions on a secret's values and the labels on them. */
public final class SecretValues {
    private SecretValues() {}

    /** A secret as it is after a call, and the version that the call made or found; empty where it made none. */
    public record Stored(Secret secret, Optional<Version> version) {}

    /**
     * PutSecretValue.
     *
     * @param labels the labels for the version; empty for AWSCURRENT alone
     */
    public static Decision<Secret, Stored> put(
            Secret stored, Caller caller, NewValue value, Collection<String> labels, Instant now) {
        Secret secret = stored.writableBy(caller);
        if (value.alreadyIn(secret)) {
            return Decision.keep(new Stored(secret, secret.versions().find(value.token())));
        }
        boolean current = labels.isEmpty()
                || labels.contains(AWSCURRENT)
                || secret.versions().current().isEmpty();
        Versions versions = add(secret, value, labels, current, now);
        return settled(secret, versions, value, Map.of(), now);
    }

    /** UpdateSecret: new details, a new current value, or both. */
    public static Decision<Secret, Stored> update(Secret stored, Caller caller, SecretUpdate update, Instant now) {
        Secret secret = stored.writableBy(caller);
        Secret described = update.described(secret).with(secret.dates().changedAt(now));
        Map<String, SealedValue> resealed = update.resealed(secret.versions());
        Optional<NewValue> value = update.value();
        if (value.isPresent() && !value.get().alreadyIn(secret)) {
            return settled(described, addCurrent(described, value.get(), now), value.get(), resealed, now);
        }
        Optional<Version> version = value.flatMap(known -> described.versions().find(known.token()));
        boolean repeated = value.isPresent() && described.details().equals(secret.details()) && resealed.isEmpty();
        return repeated
                ? Decision.keep(new Stored(secret, version))
                : Decision.write(new Change.Write<>(described, Map.of(), resealed), new Stored(described, version));
    }

    static Versions addCurrent(Secret secret, NewValue value, Instant now) {
        return add(secret, value, List.of(), true, now);
    }

    private static Versions add(
            Secret secret, NewValue value, Collection<String> labels, boolean current, Instant now) {
        Versions versions = secret.versions();
        Optional<String> key = value.sealedFor(secret).keyId();
        Versions next = versions.find(value.token())
                .map(placeholder -> versions.put(placeholder.sealedUnder(key)))
                .orElseGet(() -> versions.add(new Version(value.token(), Set.of(), true, key, now, Optional.empty())));
        if (current) {
            next = next.detach(AWSPENDING).attach(AWSCURRENT, value.token());
        }
        for (String label : labels) {
            next = next.attach(label, value.token());
        }
        return next;
    }

    private static Decision<Secret, Stored> settled(
            Secret secret, Versions versions, NewValue value, Map<String, SealedValue> resealed, Instant now) {
        Secret next = labelled(secret, versions, now);
        Stored answer = new Stored(next, versions.find(value.token()));
        return abandonIfLost(new Change.Write<>(next, Map.of(value.token(), value.sealed()), resealed), answer)
                .and(LabelMove.told(secret, next));
    }

    /** UpdateSecretVersionStage. The words for a wrong RemoveFromVersionId and an unknown version are ours. */
    public static Decision<Secret, Stored> moveLabel(
            Secret stored,
            Caller caller,
            String label,
            Optional<String> removeFrom,
            Optional<String> moveTo,
            Instant now) {
        Secret secret = stored.writableBy(caller);
        Optional<String> holder = secret.versions().holder(label).map(Version::id);
        LabelMove.check(secret.versions(), label, holder, removeFrom, moveTo);
        if (moveTo.isPresent() && moveTo.equals(holder)) {
            return Decision.keep(new Stored(secret, Optional.empty()));
        }
        Versions versions = moveTo.map(to -> secret.versions().attach(label, to))
                .orElseGet(() -> secret.versions().detach(label));
        Secret next = labelled(secret, versions, now);
        return abandonIfLost(new Change.Write<>(next, Map.of(), Map.of()), new Stored(next, Optional.empty()))
                .and(LabelMove.told(secret, next));
    }

    /** The secret with these versions. A schedule counts from a new current value, and from no other. */
    private static Secret labelled(Secret secret, Versions versions, Instant now) {
        boolean sameCurrent = versions.current()
                .map(Version::id)
                .equals(secret.versions().current().map(Version::id));
        Dates dates = secret.dates();
        return secret.with(versions).with(sameCurrent ? dates.changedAt(now) : dates.valueChangedAt(now));
    }

    /** A rotation whose version is neither pending nor current any more can never finish: it is abandoned. */
    private static Decision<Secret, Stored> abandonIfLost(Change.Write<Secret> write, Stored answer) {
        Secret next = write.next();
        Optional<Rotation.Attempt> lost = next.rotation().attempt().filter(attempt -> next.versions()
                .find(attempt.token())
                .filter(version -> version.holds(AWSPENDING) || version.holds(AWSCURRENT))
                .isEmpty());
        if (lost.isEmpty()) {
            return Decision.write(write, answer);
        }
        Secret abandoned = next.with(next.rotation().abandoned());
        return Decision.write(ofWhatStays(write, abandoned), new Stored(abandoned, answer.version()))
                .and(new DomainEvent.RotationAbandoned(
                        abandoned.id(), abandoned.arn(), lost.get().token()));
    }

    /** A test takes its version with it, which may have been among those that go over to another key. */
    private static Change.Write<Secret> ofWhatStays(Change.Write<Secret> write, Secret next) {
        Map<String, SealedValue> resealed = new HashMap<>(write.resealed());
        resealed.keySet().retainAll(next.versions().byId().keySet());
        return new Change.Write<>(next, write.values(), resealed);
    }

    /** The version that GetSecretValue asks for, or AWS's error. */
    public static Version readable(Secret stored, Optional<String> versionId, Optional<String> label) {
        Secret secret = stored.alive();
        String wanted = label.orElse(AWSCURRENT);
        if (versionId.isEmpty()) {
            return secret.versions()
                    .holder(wanted)
                    .filter(Version::hasValue)
                    .orElseThrow(() -> valueNotFound("staging label: " + wanted));
        }
        Version version = secret.versions()
                .find(versionId.get())
                .filter(Version::hasValue)
                .orElseThrow(() -> valueNotFound("VersionId: " + versionId.get()));
        if (label.isPresent() && !version.holds(wanted)) {
            throw AwsException.invalidRequest(
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        return version;
    }

    private static AwsException valueNotFound(String what) {
        return AwsException.notFound("Secrets Manager can't find the specified secret value for " + what);
    }

    /** Notes a read. Only the first one of a day changes anything. */
    public static Decision<Secret, Boolean> accessed(Optional<Secret> stored, String versionId, Instant now) {
        Instant day = Dates.day(now);
        Optional<Version> version = stored.flatMap(secret -> secret.versions().find(versionId));
        if (version.isEmpty() || version.get().lastAccessed().equals(Optional.of(day))) {
            return Decision.keep(false);
        }
        Secret secret = stored.get();
        Versions versions = secret.versions().put(version.get().accessed(day));
        return Decision.write(secret.accessed(versions, secret.dates().accessedOn(day)), true);
    }
}
