package dev.tumbler.domain.secret;

import dev.tumbler.domain.store.Decision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a primary notes of its regions after an attempt. Each note is for the primary that the attempt was made for: one
 * that has come in its place since, or a region that was dropped since, is left alone.
 *
 * @param primary the primary as the attempt saw it
 */
public record ReplicationProgress(Secret primary, ReplicaRegion region) {
    private static final int LONGEST_MESSAGE = 4096;

    /** The replica is as the primary was. The answer says whether it is still wanted. */
    public Decision<Secret, Boolean> copied(Optional<Secret> stored) {
        long revision = primary.sharing().replication().revision();
        boolean wanted = known(stored).filter(known -> !known.removed()).isPresent();
        return note(stored, (replication, known) -> replication.with(known.copied(revision)))
                .answering(wanted);
    }

    /** The attempt did not work. The answer says whether the region is still known. */
    public Decision<Secret, Boolean> failed(Optional<Secret> stored, String message, Instant now) {
        String shown = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        return note(stored, (replication, known) -> replication.with(known.failed(shown, now)));
    }

    /**
     * The replica is deleted, or has become a secret of its own. A region that has been asked for again since, or copied to,
     * stays: it is not the one that the attempt knew.
     */
    public Decision<Secret, Boolean> ended(Optional<Secret> stored) {
        return note(
                stored,
                (replication, known) -> known.removed() == region.removed() && known.copied() == region.copied()
                        ? replication.without(known.region())
                        : replication);
    }

    @FunctionalInterface
    private interface Note {
        Replication next(Replication replication, ReplicaRegion known);
    }

    private Decision<Secret, Boolean> note(Optional<Secret> stored, Note note) {
        Optional<ReplicaRegion> known = known(stored);
        if (known.isEmpty()) {
            return Decision.keep(false);
        }
        Secret secret = stored.orElseThrow();
        Replication before = secret.sharing().replication();
        Replication next = note.next(before, known.get());
        return next.equals(before) ? Decision.keep(false) : Decision.write(secret.with(next), true);
    }

    private Optional<ReplicaRegion> known(Optional<Secret> stored) {
        return stored.filter(secret -> secret.suffix().equals(primary.suffix()))
                .flatMap(secret -> secret.sharing().replication().find(region.region()));
    }

    /** What the primary does once its replica in a region is promoted. */
    public static Function<Optional<Secret>, Decision<Secret, Boolean>> forgetting(SecretArn primary, String region) {
        return stored -> stored.filter(primary::names)
                .filter(secret -> secret.sharing().replication().find(region).isPresent())
                .map(secret -> Decision.<Secret, Boolean>write(
                        secret.with(secret.sharing().replication().without(region)), true))
                .orElse(Decision.keep(false));
    }
}
