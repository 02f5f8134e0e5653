package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SecretValues;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** Moves a staging label, or takes it away. */
@Named("UpdateSecretVersionStage")
@Singleton
public class UpdateSecretVersionStageHandler
        extends SecretsManagerHandler<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public UpdateSecretVersionStageHandler(Secrets secrets, InstantSource clock) {
        super("UpdateSecretVersionStage", UpdateSecretVersionStageRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<UpdateSecretVersionStageResponse> answer(UpdateSecretVersionStageRequest request, Call call) {
        Optional<String> removeFrom = Optional.ofNullable(request.removeFromVersionId());
        Optional<String> moveTo = Optional.ofNullable(request.moveToVersionId());
        return secrets.update(
                        request.secretId(),
                        action(call),
                        stored -> SecretValues.moveLabel(
                                stored, call.caller(), request.versionStage(), removeFrom, moveTo, clock.instant()))
                .map(moved -> UpdateSecretVersionStageResponse.builder()
                        .arn(moved.secret().arn())
                        .name(moved.secret().id().name())
                        .build());
    }
}
