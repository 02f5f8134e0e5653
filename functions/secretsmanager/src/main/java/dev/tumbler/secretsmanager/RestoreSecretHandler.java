package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;

/** Takes back the scheduled deletion of a secret. */
@Named("RestoreSecret")
@Singleton
public class RestoreSecretHandler extends SecretsManagerHandler<RestoreSecretRequest, RestoreSecretResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public RestoreSecretHandler(Secrets secrets, InstantSource clock) {
        super("RestoreSecret", RestoreSecretRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<RestoreSecretResponse> answer(RestoreSecretRequest request, Call call) {
        return secrets.update(
                        request.secretId(), action(call), stored -> SecretLifecycle.restore(stored, clock.instant()))
                .map(secret -> RestoreSecretResponse.builder()
                        .arn(secret.arn())
                        .name(secret.id().name())
                        .build());
    }
}
