package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Regions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;

/** Asks for replicas of a secret. They come to be afterwards, each region for itself. */
@Named("ReplicateSecretToRegions")
@Singleton
public class ReplicateSecretToRegionsHandler
        extends SecretsManagerHandler<ReplicateSecretToRegionsRequest, ReplicateSecretToRegionsResponse> {
    private final Secrets secrets;
    private final Regions known;
    private final InstantSource clock;

    @Inject
    public ReplicateSecretToRegionsHandler(Secrets secrets, Regions known, InstantSource clock) {
        super("ReplicateSecretToRegions", ReplicateSecretToRegionsRequest::builder);
        this.secrets = secrets;
        this.known = known;
        this.clock = clock;
    }

    @Override
    Uni<ReplicateSecretToRegionsResponse> answer(ReplicateSecretToRegionsRequest request, Call call) {
        List<ReplicaRegion> regions =
                ReplicaRegions.read(request.addReplicaRegions(), request.forceOverwriteReplicaSecret(), known);
        return secrets.update(
                        request.secretId(),
                        action(call),
                        stored -> SecretReplication.replicate(stored, call.caller(), regions, clock.instant()))
                .map(secret -> ReplicateSecretToRegionsResponse.builder()
                        .arn(secret.arn())
                        .replicationStatus(ReplicaRegions.all(secret, Map.of()))
                        .build());
    }
}
