package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SecretPolicy;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;

/** Takes the resource policy off a secret. */
@Named("DeleteResourcePolicy")
@Singleton
public class DeleteResourcePolicyHandler
        extends SecretsManagerHandler<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public DeleteResourcePolicyHandler(Secrets secrets, InstantSource clock) {
        super("DeleteResourcePolicy", DeleteResourcePolicyRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<DeleteResourcePolicyResponse> answer(DeleteResourcePolicyRequest request, Call call) {
        return secrets.update(request.secretId(), action(call), stored -> SecretPolicy.delete(stored, clock.instant()))
                .map(secret -> DeleteResourcePolicyResponse.builder()
                        .arn(secret.arn())
                        .name(secret.id().name())
                        .build());
    }
}
