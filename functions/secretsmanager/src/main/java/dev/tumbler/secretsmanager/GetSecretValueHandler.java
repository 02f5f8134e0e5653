package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.domain.secret.Version;
import dev.tumbler.domain.store.SecretStore;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Reads the value of a version. */
@Named("GetSecretValue")
@Singleton
public class GetSecretValueHandler extends SecretsManagerHandler<GetSecretValueRequest, GetSecretValueResponse> {
    private final Secrets secrets;
    private final Values values;
    private final AccessDates accessDates;

    @Inject
    public GetSecretValueHandler(Secrets secrets, Values values, AccessDates accessDates) {
        super("GetSecretValue", GetSecretValueRequest::builder);
        this.secrets = secrets;
        this.values = values;
        this.accessDates = accessDates;
    }

    @Override
    Uni<GetSecretValueResponse> answer(GetSecretValueRequest request, Call call) {
        return secrets.find(request.secretId(), call.caller()).chain(found -> read(found, request));
    }

    private Uni<GetSecretValueResponse> read(SecretStore.Current found, GetSecretValueRequest request) {
        Secret secret = found.secret();
        Version version = SecretValues.readable(
                secret, Optional.ofNullable(request.versionId()), Optional.ofNullable(request.versionStage()));
        return values.open(found, version)
                .call(() -> accessDates.note(secret, version))
                .map(value -> answer(secret, version, value));
    }

    private static GetSecretValueResponse answer(Secret secret, Version version, PlainValue value) {
        GetSecretValueResponse.Builder answer = GetSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.id().name())
                .versionId(version.id())
                .versionStages(version.deprecated() ? null : version.labels())
                .createdDate(version.created());
        return switch (value.kind()) {
            case STRING -> answer.secretString(value.asString()).build();
            case BINARY ->
                answer.secretBinary(SdkBytes.fromByteArrayUnsafe(value.bytes())).build();
        };
    }
}
