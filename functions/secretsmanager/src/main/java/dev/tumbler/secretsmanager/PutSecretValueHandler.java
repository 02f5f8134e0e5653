package dev.tumbler.secretsmanager;

import dev.tumbler.domain.Caller;
import dev.tumbler.domain.secret.NewValue;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.secret.SecretValues.Stored;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;

/**
 * Adds a version with a value.
 *
 * <p>A rotation token is taken and not checked. AWS uses it to tell that a value comes from the rotation function where the
 * caller's identity does not, as from a role in another account. It documents no refusal of this call, only that a rotation
 * fails afterwards whose pending version the function did not create. Here everybody belongs to one account, and a function
 * that runs in a debugger signs as any user does: to hold it to a token that older functions never send would stop it.
 */
@Named("PutSecretValue")
@Singleton
public class PutSecretValueHandler extends SecretsManagerHandler<PutSecretValueRequest, PutSecretValueResponse> {
    private final Secrets secrets;
    private final Values values;
    private final InstantSource clock;

    @Inject
    public PutSecretValueHandler(Secrets secrets, Values values, InstantSource clock) {
        super("PutSecretValue", PutSecretValueRequest::builder);
        this.secrets = secrets;
        this.values = values;
        this.clock = clock;
    }

    @Override
    Uni<PutSecretValueResponse> answer(PutSecretValueRequest request, Call call) {
        RequestedValue value =
                RequestedValue.required(request.clientRequestToken(), request.secretString(), request.secretBinary());
        Uni<Stored> put = secrets.find(request.secretId(), action(call))
                .map(found -> found.secret().writableBy(call.caller()))
                .chain(secret -> values.sealFor(secret, value, secret.details().kmsKeyId())
                        .chain(newValue ->
                                put(secret, call.caller(), newValue.orElseThrow(), request.versionStages())));
        return Values.lookingAgain(put).map(PutSecretValueHandler::answer);
    }

    private Uni<Stored> put(Secret secret, Caller caller, NewValue value, List<String> labels) {
        return secrets.update(
                SecretArn.of(secret), stored -> SecretValues.put(stored, caller, value, labels, clock.instant()));
    }

    private static PutSecretValueResponse answer(Stored stored) {
        Version version = stored.version().orElseThrow();
        return PutSecretValueResponse.builder()
                .arn(stored.secret().arn())
                .name(stored.secret().id().name())
                .versionId(version.id())
                .versionStages(version.deprecated() ? null : version.labels())
                .build();
    }
}
