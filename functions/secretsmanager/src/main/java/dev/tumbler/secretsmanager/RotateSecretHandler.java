package dev.tumbler.secretsmanager;

import dev.tumbler.domain.rotation.RotationSettings;
import dev.tumbler.domain.secret.RotationFunction;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.secret.SecretRotation;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;

/**
 * Sets a secret's rotation and starts one. With {@code RotateImmediately=false} it starts the test of the function alone.
 * Nothing is stored of a function that cannot be invoked.
 */
@Named("RotateSecret")
@Singleton
public class RotateSecretHandler extends SecretsManagerHandler<RotateSecretRequest, RotateSecretResponse> {
    private final Secrets secrets;
    private final Values values;
    private final RotationFunctions functions;
    private final InstantSource clock;

    @Inject
    public RotateSecretHandler(Secrets secrets, Values values, RotationFunctions functions, InstantSource clock) {
        super("RotateSecret", RotateSecretRequest::builder);
        this.secrets = secrets;
        this.values = values;
        this.functions = functions;
        this.clock = clock;
    }

    @Override
    Uni<RotateSecretResponse> answer(RotateSecretRequest request, Call call) {
        NotOffered.check(
                request.hasExternalSecretRotationMetadata() || request.externalSecretRotationRoleArn() != null,
                "Rotation of external secrets");
        RotationSettings wanted = new RotationSettings(
                Optional.ofNullable(request.rotationLambdaARN()).filter(arn -> !arn.isEmpty()),
                RequestedRules.read(request.rotationRules()));
        boolean immediately = !Boolean.FALSE.equals(request.rotateImmediately());
        return secrets.find(request.secretId(), action(call))
                .call(found -> checkFunction(found.secret(), wanted))
                .chain(found -> rotate(found, request.clientRequestToken(), wanted, immediately))
                .map(secret -> RotateSecretResponse.builder()
                        .arn(secret.arn())
                        .name(secret.id().name())
                        .versionId(immediately ? versionOf(secret, request) : null)
                        .build());
    }

    private Uni<Void> checkFunction(Secret secret, RotationSettings wanted) {
        return RotationFunction.wanted(secret, wanted.function())
                .map(arn -> functions.invocable(arn, secret.arn()).invoke(invocable -> {
                    if (!invocable) {
                        throw RotationFunction.notInvocable();
                    }
                }))
                .orElseGet(() -> Uni.createFrom().item(true))
                .replaceWithVoid();
    }

    private Uni<Secret> rotate(SecretStore.Current found, String token, RotationSettings wanted, boolean immediately) {
        SecretArn arn = SecretArn.of(found.secret());
        if (immediately) {
            return secrets.update(arn, stored -> SecretRotation.rotate(stored, token, wanted, clock.instant()));
        }
        if (found.secret().details().owningService().isPresent()) {
            return secrets.update(arn, stored -> SecretRotation.configure(stored, wanted, clock.instant()));
        }
        return values.copyOfCurrent(found, token).chain(copy -> test(arn, token, wanted, copy));
    }

    private Uni<Secret> test(SecretArn arn, String token, RotationSettings wanted, Optional<SealedValue> copy) {
        return secrets.update(arn, stored -> SecretRotation.test(stored, token, wanted, copy, clock.instant()));
    }

    /** A rotation that had failed is taken up again under its own token, unless the request's has its version. */
    private static String versionOf(Secret secret, RotateSecretRequest request) {
        String token = request.clientRequestToken();
        boolean known = secret.versions().find(token).isPresent();
        return known ? token : secret.rotation().attempt().orElseThrow().token();
    }
}
