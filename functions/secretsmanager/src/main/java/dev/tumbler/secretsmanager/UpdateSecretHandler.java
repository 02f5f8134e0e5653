package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.KeyChange;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.secret.SecretUpdate;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.secret.SecretValues.Stored;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** Changes what is said about a secret, its key, or its current value. */
@Named("UpdateSecret")
@Singleton
public class UpdateSecretHandler extends SecretsManagerHandler<UpdateSecretRequest, UpdateSecretResponse> {
    private final Secrets secrets;
    private final Values values;
    private final InstantSource clock;

    @Inject
    public UpdateSecretHandler(Secrets secrets, Values values, InstantSource clock) {
        super("UpdateSecret", UpdateSecretRequest::builder);
        this.secrets = secrets;
        this.values = values;
        this.clock = clock;
    }

    @Override
    Uni<UpdateSecretResponse> answer(UpdateSecretRequest request, Call call) {
        NotOffered.check(request.type() != null, "Type");
        RequestedValue value =
                RequestedValue.of(request.clientRequestToken(), request.secretString(), request.secretBinary());
        Uni<Stored> update = secrets.find(request.secretId(), action(call))
                .map(found -> found.secret().writableBy(call.caller()))
                .chain(secret -> asked(secret, request, value)
                        .chain(asked -> secrets.update(
                                SecretArn.of(secret),
                                stored -> SecretValues.update(stored, call.caller(), asked, clock.instant()))));
        return Values.lookingAgain(update).map(UpdateSecretHandler::answer);
    }

    private Uni<SecretUpdate> asked(Secret secret, UpdateSecretRequest request, RequestedValue value) {
        return keyChange(secret, request).chain(key -> values.sealFor(secret, value, keyAfter(secret, key))
                .map(newValue -> new SecretUpdate(Optional.ofNullable(request.description()), key, newValue)));
    }

    private Uni<Optional<KeyChange>> keyChange(Secret secret, UpdateSecretRequest request) {
        return request.kmsKeyId() == null
                ? Uni.createFrom().item(Optional.empty())
                : values.changeKey(secret, KmsKeyIds.named(request.kmsKeyId())).map(Optional::of);
    }

    private static Optional<String> keyAfter(Secret secret, Optional<KeyChange> change) {
        return change.map(KeyChange::keyId).orElse(secret.details().kmsKeyId());
    }

    private static UpdateSecretResponse answer(Stored stored) {
        return UpdateSecretResponse.builder()
                .arn(stored.secret().arn())
                .name(stored.secret().id().name())
                .versionId(stored.version().map(Version::id).orElse(null))
                .build();
    }
}
