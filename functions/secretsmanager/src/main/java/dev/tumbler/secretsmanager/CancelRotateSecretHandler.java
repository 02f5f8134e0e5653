package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;

/** Turns a secret's rotation off and ends the one under way. */
@Named("CancelRotateSecret")
@Singleton
public class CancelRotateSecretHandler
        extends SecretsManagerHandler<CancelRotateSecretRequest, CancelRotateSecretResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public CancelRotateSecretHandler(Secrets secrets, InstantSource clock) {
        super("CancelRotateSecret", CancelRotateSecretRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<CancelRotateSecretResponse> answer(CancelRotateSecretRequest request, Call call) {
        return secrets.update(
                        request.secretId(), action(call), stored -> SecretRotation.cancel(stored, clock.instant()))
                .map(CancelRotateSecretHandler::answer);
    }

    /** Names the version that a rotation left pending, whether now or before. */
    private static CancelRotateSecretResponse answer(Secret secret) {
        return CancelRotateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .versionId(secret.versions().pending().map(Version::id).orElse(null))
                .build();
    }
}
