package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.store.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decisions on a secret as a whole: create, describe, tag, delete, restore, purge. */
public final class SecretLifecycle {
    private static final int SHORTEST_WINDOW_DAYS = 7;
    private static final int LONGEST_WINDOW_DAYS = 30;
    private static final int MOST_TAGS = 50;

    private SecretLifecycle() {}

    /** CreateSecret. The same token with the same value is the same call once more. */
    public static Decision<Secret, Secret> create(Optional<Secret> stored, NewSecret wanted, Instant now) {
        if (stored.isPresent()) {
            return createAgain(stored.get(), wanted);
        }
        checkTags(wanted.details().tags().orElse(Map.of()), wanted.details().owningService());
        Rotation rotation = wanted.rules()
                .map(RotationSettings::rules)
                .map(Rotation.NONE::configured)
                .orElse(Rotation.NONE);
        Secret empty = new Secret(
                wanted.id(),
                wanted.suffix(),
                wanted.details(),
                Dates.createdAt(now),
                Versions.NONE,
                rotation,
                Sharing.NONE);
        return wanted.value().map(value -> createWith(empty, value, now)).orElseGet(() -> Decision.write(empty, empty));
    }

    private static Decision<Secret, Secret> createWith(Secret empty, NewValue value, Instant now) {
        Secret next = empty.with(SecretValues.addCurrent(empty, value, now));
        return Decision.write(next, Map.of(value.token(), value.sealed()), next);
    }

    private static Decision<Secret, Secret> createAgain(Secret stored, NewSecret wanted) {
        if (stored.dates().deletion().isPresent()) {
            throw AwsException.invalidRequest(
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        boolean sameCall = wanted.value().map(value -> value.alreadyIn(stored)).orElse(false);
        if (!sameCall) {
            throw new AwsException(
                    ErrorCode.RESOURCE_EXISTS,
                    "The operation failed because the secret " + stored.id().name() + " already exists.");
        }
        return Decision.keep(stored);
    }

    /** TagResource: appends, or overwrites by key in place. */
    public static Decision<Secret, Secret> tag(Secret stored, Map<String, String> tags, Instant now) {
        Secret secret = stored.changeable();
        checkTags(tags, Optional.empty());
        Details next = secret.details().tagged(all -> {
            all.putAll(tags);
            return all;
        });
        checkCount(next.tags().orElseThrow());
        return written(secret.with(next), now);
    }

    /** UntagResource: a missing key is no error. */
    public static Decision<Secret, Secret> untag(Secret stored, List<String> keys, Instant now) {
        Secret secret = stored.changeable();
        keys.forEach(SecretLifecycle::checkKey);
        if (secret.details().tags().isEmpty()) {
            return Decision.keep(secret);
        }
        return written(
                secret.with(secret.details().tagged(all -> {
                    all.keySet().removeAll(keys);
                    return all;
                })),
                now);
    }

    /** The wording of the tag rules is ours: AWS's is not published. */
    private static void checkTags(Map<String, String> tags, Optional<String> owner) {
        if (owner.isEmpty()) {
            tags.keySet().forEach(SecretLifecycle::checkKey);
        }
        checkCount(tags);
    }

    private static void checkKey(String key) {
        if (key.startsWith("aws:")) {
            throw AwsException.invalidParameter("Tag keys that start with aws: are reserved for AWS use.");
        }
    }

    private static void checkCount(Map<String, String> tags) {
        if (tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS) {
            throw AwsException.invalidParameter("You can't have more than " + MOST_TAGS + " tags on a secret.");
        }
    }

    /**
     * DeleteSecret without force.
     *
     * @param windowDays the recovery window; 30 days where the caller named none
     */
    public static Decision<Secret, Secret> schedule(
            Secret stored, Caller caller, Optional<Long> windowDays, Instant now) {
        long days = windowDays.orElse((long) LONGEST_WINDOW_DAYS);
        if (days < SHORTEST_WINDOW_DAYS || days > LONGEST_WINDOW_DAYS) {
            throw AwsException.invalidParameter(
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        Secret secret = withoutReplicas(stored.writableBy(caller));
        Dates dates = secret.dates().deletedAt(Optional.of(now.plus(Duration.ofDays(days))), now);
        Secret next = secret.with(dates).with(secret.rotation().abandoned());
        return Decision.write(next, next);
    }

    /** DeleteSecret with force: also for a secret that is already scheduled. */
    public static Decision<Secret, Secret> erase(Secret stored, Caller caller) {
        return Decision.erase(withoutReplicas(stored.leftTo(caller)));
    }

    /** A region that is still being removed counts: with its primary gone nobody would delete the replica. */
    private static Secret withoutReplicas(Secret secret) {
        List<ReplicaRegion> regions = secret.sharing().replication().regions();
        if (!regions.isEmpty()) {
            String names = regions.stream().map(ReplicaRegion::region).collect(Collectors.joining(","));
            throw AwsException.invalidParameter(
                    "You can't delete secret " + secret.arn() + " that still has replica regions [" + names + "]");
        }
        return secret;
    }

    /** RestoreSecret. On a live secret it changes nothing and succeeds; AWS's answer for that is not sourced. */
    public static Decision<Secret, Secret> restore(Secret stored, Instant now) {
        Secret secret = stored.primary();
        if (secret.dates().deletion().isEmpty()) {
            return Decision.keep(secret);
        }
        Secret next = secret.with(secret.dates().deletedAt(Optional.empty(), now));
        return Decision.write(next, next);
    }

    /** The end of the recovery window: the secret goes with everything in it. */
    public static Decision<Secret, Boolean> purge(Optional<Secret> stored, Instant now) {
        boolean due = stored.flatMap(secret -> secret.dates().deletion())
                .filter(deletion -> !deletion.isAfter(now))
                .isPresent();
        return due ? Decision.erase(true) : Decision.keep(false);
    }

    private static Decision<Secret, Secret> written(Secret secret, Instant now) {
        Secret next = secret.with(secret.dates().changedAt(now));
        return Decision.write(next, next);
    }
}
