package dev.tumbler.secretsmanager;

import dev.tumbler.domain.rotation.Rotation;
import dev.tumbler.domain.rotation.RotationRules;
import dev.tumbler.domain.secret.RotationFunction;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;

/** Sets a secret's rotation and starts one. */
@Named("RotateSecret")
@Singleton
public class RotateSecretHandler extends SecretsManagerHandler<RotateSecretRequest, RotateSecretResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public RotateSecretHandler(Secrets secrets, InstantSource clock) {
        super("RotateSecret", RotateSecretRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<RotateSecretResponse> answer(RotateSecretRequest request, Call call) {
        NotOffered.check(
                request.hasExternalSecretRotationMetadata() || request.externalSecretRotationRoleArn() != null,
                "Rotation of external secrets");
        Optional<RotationRules> rules = RequestedRules.read(request.rotationRules());
        boolean immediately = !Boolean.FALSE.equals(request.rotateImmediately());
        return secrets.update(request.secretId(), call.caller(), stored -> rotate(stored, request, rules, immediately))
                .map(secret -> RotateSecretResponse.builder()
                        .arn(secret.arn())
                        .name(secret.id().name())
                        .versionId(immediately ? versionOf(secret, request) : null)
                        .build());
    }

    /** A rotation that had failed is taken up again under its own token, whatever the request's is. */
    private static String versionOf(Secret secret, RotateSecretRequest request) {
        return secret.rotation().attempt().map(Rotation.Attempt::token).orElse(request.clientRequestToken());
    }

    private Decision<Secret, Secret> rotate(
            Secret stored, RotateSecretRequest request, Optional<RotationRules> rules, boolean immediately) {
        RotationFunction.check(
                stored, Optional.ofNullable(request.rotationLambdaARN()).filter(arn -> !arn.isEmpty()));
        return SecretRotation.rotate(stored, request.clientRequestToken(), rules, immediately, clock.instant());
    }
}
