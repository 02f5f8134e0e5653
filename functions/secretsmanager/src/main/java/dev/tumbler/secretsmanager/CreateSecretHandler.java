package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Details;
import dev.tumbler.domain.secret.NewSecret;
import dev.tumbler.domain.secret.ReplicaRegion;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretArn;
import dev.tumbler.domain.secret.SecretId;
import dev.tumbler.domain.secret.SecretReplication;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Regions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;

/** Makes a secret, with or without a first value. */
@Named("CreateSecret")
@Singleton
public class CreateSecretHandler extends SecretsManagerHandler<CreateSecretRequest, CreateSecretResponse> {
    private final Secrets secrets;
    private final Values values;
    private final Regions known;
    private final InstantSource clock;
    private final SecureRandom random;

    @Inject
    public CreateSecretHandler(
            Secrets secrets, Values values, Regions known, InstantSource clock, SecureRandom random) {
        super("CreateSecret", CreateSecretRequest::builder);
        this.secrets = secrets;
        this.values = values;
        this.known = known;
        this.clock = clock;
        this.random = random;
    }

    @Override
    Uni<CreateSecretResponse> answer(CreateSecretRequest request, Call call) {
        NotOffered.check(request.type() != null, "Type");
        RequestedValue value =
                RequestedValue.of(request.clientRequestToken(), request.secretString(), request.secretBinary());
        SecretId id =
                new SecretId(call.caller().account(), call.caller().region(), SecretArn.validName(request.name()));
        NewSecret wanted = new NewSecret(
                id, SecretArn.newSuffix(random), details(request, call), Optional.empty(), Optional.empty());
        List<ReplicaRegion> regions =
                ReplicaRegions.read(request.addReplicaRegions(), request.forceOverwriteReplicaSecret(), known);
        return Values.lookingAgain(create(wanted, value, regions)).map(secret -> CreateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .versionId(value.plain().isPresent() ? value.token() : null)
                .replicationStatus(ReplicaRegions.shown(secret, Map.of()))
                .build());
    }

    /** A service that makes a secret owns it. */
    private static Details details(CreateSecretRequest request, Call call) {
        return new Details(
                Optional.ofNullable(request.description()).filter(text -> !text.isEmpty()),
                KmsKeyIds.named(request.kmsKeyId()),
                call.caller().service(),
                request.hasTags() ? Optional.of(Tags.read(request.tags())) : Optional.empty());
    }

    private Uni<Secret> create(NewSecret wanted, RequestedValue value, List<ReplicaRegion> regions) {
        String arn = SecretArn.format(wanted.id(), wanted.suffix());
        Optional<String> keyId = wanted.details().kmsKeyId();
        return values.tryKey(arn, keyId)
                .chain(() -> secrets.at(wanted.id()))
                .chain(stored -> values.seal(value, arn, keyId, stored))
                .chain(newValue -> secrets.updateAt(
                        wanted.id(),
                        stored -> SecretReplication.create(stored, wanted.with(newValue), regions, clock.instant())));
    }
}
