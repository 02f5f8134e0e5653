package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationRequest;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationResponse;

/**
 * Deletes replicas of a secret. They are gone when it answers, unless a region fails: then they go when it no longer does,
 * and until then the primary cannot be deleted.
 */
@Named("RemoveRegionsFromReplication")
@Singleton
public class RemoveRegionsFromReplicationHandler
        extends SecretsManagerHandler<RemoveRegionsFromReplicationRequest, RemoveRegionsFromReplicationResponse> {
    private static final Logger LOG = Logger.getLogger(RemoveRegionsFromReplicationHandler.class);

    private final Secrets secrets;
    private final ReplicaConvergence replicas;
    private final InstantSource clock;

    @Inject
    public RemoveRegionsFromReplicationHandler(Secrets secrets, ReplicaConvergence replicas, InstantSource clock) {
        super("RemoveRegionsFromReplication", RemoveRegionsFromReplicationRequest::builder);
        this.secrets = secrets;
        this.replicas = replicas;
        this.clock = clock;
    }

    @Override
    Uni<RemoveRegionsFromReplicationResponse> answer(RemoveRegionsFromReplicationRequest request, Call call) {
        return secrets.update(
                        request.secretId(),
                        action(call),
                        stored -> SecretReplication.remove(
                                stored, call.caller(), request.removeReplicaRegions(), clock.instant()))
                .call(this::removeReplicas)
                .map(secret -> RemoveRegionsFromReplicationResponse.builder()
                        .arn(secret.arn())
                        .replicationStatus(ReplicaRegions.all(secret, Map.of()))
                        .build());
    }

    private Uni<Void> removeReplicas(Secret primary) {
        return replicas.converge(primary.id())
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Replicas of %s are removed later", primary.arn()))
                .onFailure()
                .recoverWithNull();
    }
}
