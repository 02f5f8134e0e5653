package dev.tumbler.domain.secret;

import dev.tumbler.domain.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One region that a primary secret is replicated to, as the primary knows it.
 *
 * @param kmsKeyId the key of the replica; empty for that region's {@code aws/secretsmanager}
 * @param overwrite whether a secret that has the name there gives way to the first copy
 * @param removed whether the replica is to be deleted; the region is forgotten once it is
 * @param copied the revision of the primary that the replica has; 0 before the first copy
 * @param failure why the last attempt did not work; empty after one that did
 */
public record ReplicaRegion(
        String region,
        Optional<String> kmsKeyId,
        boolean overwrite,
        boolean removed,
        long copied,
        Optional<Failure> failure) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 10;

    /** What {@code ReplicationStatus} says of a region. */
    public enum Status {
        IN_PROGRESS,
        IN_SYNC,
        FAILED
    }

    /**
     * A failed attempt.
     *
     * @param tries how many in a row have failed
     * @param notBefore when the next one may begin
     */
    public record Failure(String message, int tries, Instant notBefore) {}

    /** A region that nothing has been copied to. */
    public static ReplicaRegion wanted(String region, Optional<String> kmsKeyId, boolean overwrite) {
        return new ReplicaRegion(region, kmsKeyId, overwrite, false, 0, Optional.empty());
    }

    /** AWS's refusal of a region that no replica of a secret can be in. */
    public static AwsException invalid() {
        return AwsException.invalidParameter("Invalid replica region.");
    }

    /** The status while the primary is at a revision. It is told from what happened, so the two cannot disagree. */
    public Status status(long revision) {
        if (failure.isPresent()) {
            return Status.FAILED;
        }
        return copied == revision ? Status.IN_SYNC : Status.IN_PROGRESS;
    }

    /** Whether anything is left to do in the region. */
    boolean unfinished(long revision) {
        return removed || copied != revision;
    }

    /** Whether something is left to do and the pause after the last failure is over. */
    public boolean ready(long revision, Instant now) {
        return unfinished(revision)
                && failure.map(Failure::notBefore).filter(now::isBefore).isEmpty();
    }

    /** This region as it is asked for once more, with what is known of an attempt that failed but for the failure. */
    ReplicaRegion after(ReplicaRegion known) {
        return new ReplicaRegion(region, kmsKeyId, overwrite, false, known.copied, Optional.empty());
    }

    ReplicaRegion toRemove() {
        return new ReplicaRegion(region, kmsKeyId, overwrite, true, copied, Optional.empty());
    }

    /** After a copy: an older one than is known changes nothing, and nobody is overwritten any more. */
    ReplicaRegion copied(long revision) {
        return new ReplicaRegion(region, kmsKeyId, false, removed, Math.max(copied, revision), Optional.empty());
    }

    /** After a failure: a pause that doubles each time, up to about a quarter of an hour. There is always a next time. */
    ReplicaRegion failed(String message, Instant now) {
        int before = failure.map(Failure::tries).orElse(0);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        Failure next = new Failure(message, before + 1, now.plus(pause));
        return new ReplicaRegion(region, kmsKeyId, overwrite, removed, copied, Optional.of(next));
    }
}
