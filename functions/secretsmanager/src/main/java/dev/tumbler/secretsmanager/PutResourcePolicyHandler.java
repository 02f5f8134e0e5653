package dev.tumbler.secretsmanager;

import dev.tumbler.domain.policy.PolicyText;
import dev.tumbler.domain.secret.SecretPolicy;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;

/** Attaches a resource policy to a secret, in the place of the one before. */
@Named("PutResourcePolicy")
@Singleton
public class PutResourcePolicyHandler
        extends SecretsManagerHandler<PutResourcePolicyRequest, PutResourcePolicyResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public PutResourcePolicyHandler(Secrets secrets, InstantSource clock) {
        super("PutResourcePolicy", PutResourcePolicyRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<PutResourcePolicyResponse> answer(PutResourcePolicyRequest request, Call call) {
        PolicyText policy = PolicyJson.read(request.resourcePolicy());
        boolean blockPublic = Boolean.TRUE.equals(request.blockPublicPolicy());
        return secrets.update(
                        request.secretId(),
                        action(call),
                        stored -> SecretPolicy.put(stored, policy, blockPublic, call.caller(), clock.instant()))
                .map(secret -> PutResourcePolicyResponse.builder()
                        .arn(secret.arn())
                        .name(secret.id().name())
                        .build());
    }
}
