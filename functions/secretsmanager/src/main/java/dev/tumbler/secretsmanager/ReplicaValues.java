package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.ReplicaCopy;
import dev.tumbler.domain.secret.ReplicationProgress;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.Sealer;
import dev.tumbler.sealing.SealingContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Takes the values of a primary out of their sealed form and seals them for a replica: its ARN, its region's key. */
@Singleton
public class ReplicaValues {
    private final SecretStore store;
    private final Sealer sealer;

    @Inject
    public ReplicaValues(SecretStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /** The primary has changed since it was read; whoever changed it has told of it, so another attempt follows. */
    static final class PrimaryChanged extends RuntimeException {
        PrimaryChanged(String versionId) {
            super("version " + versionId + " is gone");
        }
    }

    /** The next few values that the replica needs, by version. A key that is new to the replica is tried first. */
    Uni<Map<String, SealedValue>> missing(ReplicationProgress attempt, Optional<Secret> replica) {
        return ReplicaCopy.bringsKey(attempt.primary(), attempt.region(), replica)
                ? tryKey(attempt).chain(() -> sealed(attempt, replica))
                : sealed(attempt, replica);
    }

    private Uni<Void> tryKey(ReplicationProgress attempt) {
        String keyId = attempt.region().kmsKeyId().orElseThrow();
        return Uni.createFrom().completionStage(() -> sealer.tryKey(keyId, arn(attempt)));
    }

    private static String arn(ReplicationProgress attempt) {
        Secret primary = attempt.primary();
        return SecretArn.format(ReplicaCopy.place(primary, attempt.region()), primary.suffix());
    }

    private Uni<Map<String, SealedValue>> sealed(ReplicationProgress attempt, Optional<Secret> replica) {
        return Multi.createFrom()
                .iterable(ReplicaCopy.missing(attempt.primary(), attempt.region(), replica))
                .onItem()
                .transformToUniAndConcatenate(
                        versionId -> sealAnew(attempt, versionId).map(value -> Map.entry(versionId, value)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Uni<SealedValue> sealAnew(ReplicationProgress attempt, String versionId) {
        Secret primary = attempt.primary();
        return Uni.createFrom()
                .completionStage(() -> store.value(primary.id(), versionId))
                .map(stored -> stored.orElseThrow(() -> new PrimaryChanged(versionId)))
                .chain(value -> Uni.createFrom()
                        .completionStage(() -> sealer.unseal(value, SealingContext.of(primary.arn(), versionId))))
                .chain(plain -> Uni.createFrom()
                        .completionStage(() -> sealer.seal(
                                plain, attempt.region().kmsKeyId(), SealingContext.of(arn(attempt), versionId))));
    }
}
