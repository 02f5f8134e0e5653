package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of a secret and the staging labels on them: the label state machine.
 *
 * <p>Every change is one of these moves, and each keeps a label on at most one version.
 *
 * <table>
 * <caption>The moves of labels</caption>
 * <tr><th>move</th><th>the version it goes to</th><th>the version that held it</th><th>others</th></tr>
 * <tr><td>attach AWSCURRENT</td><td>gains it, loses AWSPREVIOUS</td><td>becomes AWSPREVIOUS</td>
 *     <td>the former AWSPREVIOUS loses it</td></tr>
 * <tr><td>attach another label</td><td>gains it</td><td>loses it</td><td>unchanged</td></tr>
 * <tr><td>detach a label</td><td></td><td>loses it</td><td>unchanged</td></tr>
 * </table>
 *
 * @param byId every version that is kept, oldest first
 */
public record Versions(Map<String, Version> byId) {
    public static final String AWSCURRENT = "AWSCURRENT";
    public static final String AWSPENDING = "AWSPENDING";
    public static final String AWSPREVIOUS = "AWSPREVIOUS";

    /** AWS's quotas: about 100 versions of a secret, 20 labels across them, none younger than a day pruned. */
    static final int MOST_VERSIONS = 100;

    static final int MOST_LABELS = 20;
    static final Duration PRUNED_AFTER = Duration.ofHours(24);

    public static final Versions NONE = new Versions(Map.of());

    public Versions {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    public Optional<Version> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Version> holder(String label) {
        return byId.values().stream().filter(version -> version.holds(label)).findFirst();
    }

    public Optional<Version> current() {
        return holder(AWSCURRENT);
    }

    /** The version of a rotation that has not finished: it holds AWSPENDING and is not yet the current one. */
    public Optional<Version> pending() {
        return holder(AWSPENDING).filter(version -> !version.holds(AWSCURRENT));
    }

    public Collection<Version> all() {
        return byId.values();
    }

    /** Versions with at least one label, oldest first. */
    public List<Version> labelled() {
        return byId.values().stream().filter(version -> !version.deprecated()).toList();
    }

    /** Adds a version without labels, pruning what is past its time if there are too many. */
    Versions add(Version version) {
        Versions room = byId.size() < MOST_VERSIONS ? this : prune(version.created());
        return room.put(version);
    }

    private Versions prune(Instant now) {
        Version oldest = byId.values().stream()
                .filter(Version::deprecated)
                .filter(version -> version.created().isBefore(now.minus(PRUNED_AFTER)))
                .min(Comparator.comparing(Version::created))
                .orElseThrow(() -> limitExceeded("You've exceeded the maximum number of versions for a secret."));
        return remove(oldest.id());
    }

    /** Puts a label on a version, taking it from whichever held it. */
    Versions attach(String label, String versionId) {
        Version target = byId.get(versionId);
        if (target.holds(label)) {
            return this;
        }
        Versions next = label.equals(AWSCURRENT) ? makePrevious(versionId) : detach(label);
        return next.put(next.byId.get(versionId).with(label)).checkLabels();
    }

    private Versions makePrevious(String nextCurrent) {
        Versions next = detach(AWSPREVIOUS);
        return next.current()
                .filter(former -> !former.id().equals(nextCurrent))
                .map(former -> next.put(former.without(AWSCURRENT).with(AWSPREVIOUS)))
                .orElse(next);
    }

    Versions detach(String label) {
        return holder(label).map(version -> put(version.without(label))).orElse(this);
    }

    /** Without the version of a test, unless somebody has put a label of their own on it. */
    Versions withoutTest(String id) {
        Version rest = byId.get(id).without(AWSPENDING);
        return rest.deprecated() ? remove(id) : put(rest);
    }

    private Versions remove(String id) {
        Map<String, Version> next = new LinkedHashMap<>(byId);
        next.remove(id);
        return new Versions(next);
    }

    Versions put(Version version) {
        Map<String, Version> next = new LinkedHashMap<>(byId);
        next.put(version.id(), version);
        return new Versions(next);
    }

    private Versions checkLabels() {
        int labels = byId.values().stream()
                .mapToInt(version -> version.labels().size())
                .sum();
        if (labels > MOST_LABELS) {
            throw limitExceeded("You've exceeded the maximum number of staging labels for a secret.");
        }
        return this;
    }

    /** The wording is ours: AWS's text for these two quotas is not published. */
    private static AwsException limitExceeded(String message) {
        return new AwsException(ErrorCode.LIMIT_EXCEEDED, message);
    }
}
