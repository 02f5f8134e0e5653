package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.Version;
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
    private final ValueReader reader;

    @Inject
    public GetSecretValueHandler(ValueReader reader) {
        super("GetSecretValue", GetSecretValueRequest::builder);
        this.reader = reader;
    }

    @Override
    Uni<GetSecretValueResponse> answer(GetSecretValueRequest request, Call call) {
        return reader.read(
                        request.secretId(),
                        action(call),
                        Optional.ofNullable(request.versionId()),
                        Optional.ofNullable(request.versionStage()))
                .map(GetSecretValueHandler::answer);
    }

    private static GetSecretValueResponse answer(ValueReader.ReadValue read) {
        Version version = read.version();
        PlainValue value = read.value();
        GetSecretValueResponse.Builder answer = GetSecretValueResponse.builder()
                .arn(read.secret().arn())
                .name(read.secret().id().name())
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
