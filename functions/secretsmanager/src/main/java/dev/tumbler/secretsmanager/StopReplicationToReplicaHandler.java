package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.ReplicationProgress;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.domain.secret.SecretReplication.Promoted;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.secretsmanager.model.StopReplicationToReplicaRequest;
import software.amazon.awssdk.services.secretsmanager.model.StopReplicationToReplicaResponse;

/** Makes a replica a secret of its own. */
@Named("StopReplicationToReplica")
@Singleton
public class StopReplicationToReplicaHandler
        extends SecretsManagerHandler<StopReplicationToReplicaRequest, StopReplicationToReplicaResponse> {
    private static final Logger LOG = Logger.getLogger(StopReplicationToReplicaHandler.class);

    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public StopReplicationToReplicaHandler(Secrets secrets, InstantSource clock) {
        super("StopReplicationToReplica", StopReplicationToReplicaRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<StopReplicationToReplicaResponse> answer(StopReplicationToReplicaRequest request, Call call) {
        return secrets.update(
                        request.secretId(), action(call), stored -> SecretReplication.promote(stored, clock.instant()))
                .call(this::forget)
                .map(promoted -> StopReplicationToReplicaResponse.builder()
                        .arn(promoted.secret().arn())
                        .build());
    }

    /** The replica is promoted already; a primary that could not be told finds out when it next copies to the region. */
    private Uni<Boolean> forget(Promoted promoted) {
        String region = promoted.secret().id().region();
        return secrets.updateAt(promoted.primary().id(), ReplicationProgress.forgetting(promoted.primary(), region))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure,
                        "The primary of %s could not be told",
                        promoted.secret().arn()))
                .onFailure()
                .recoverWithItem(false);
    }
}
