package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Deletion;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;

/** Schedules the deletion of a secret, or deletes it at once. */
@Named("DeleteSecret")
@Singleton
public class DeleteSecretHandler extends SecretsManagerHandler<DeleteSecretRequest, DeleteSecretResponse> {
    private final Secrets secrets;
    private final InstantSource clock;
    private final SecureRandom random;

    @Inject
    public DeleteSecretHandler(Secrets secrets, InstantSource clock, SecureRandom random) {
        super("DeleteSecret", DeleteSecretRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
        this.random = random;
    }

    @Override
    Uni<DeleteSecretResponse> answer(DeleteSecretRequest request, Call call) {
        Deletion deletion = new Deletion(
                Optional.ofNullable(request.recoveryWindowInDays()),
                Boolean.TRUE.equals(request.forceDeleteWithoutRecovery()));
        SecretArn asked = SecretArn.parse(request.secretId(), action(call));
        String suffix = SecretArn.newSuffix(random);
        return secrets.updateAt(
                        asked.id(), stored -> deletion.decide(stored, asked, call.caller(), suffix, clock.instant()))
                .map(deleted -> DeleteSecretResponse.builder()
                        .arn(deleted.arn())
                        .name(deleted.name())
                        .deletionDate(deleted.date())
                        .build());
    }
}
