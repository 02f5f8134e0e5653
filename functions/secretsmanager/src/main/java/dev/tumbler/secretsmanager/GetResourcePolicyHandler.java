package dev.tumbler.secretsmanager;

import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;

/** Reads the resource policy of a secret; without one the answer names none. */
@Named("GetResourcePolicy")
@Singleton
public class GetResourcePolicyHandler
        extends SecretsManagerHandler<GetResourcePolicyRequest, GetResourcePolicyResponse> {
    private final Secrets secrets;

    @Inject
    public GetResourcePolicyHandler(Secrets secrets) {
        super("GetResourcePolicy", GetResourcePolicyRequest::builder);
        this.secrets = secrets;
    }

    @Override
    Uni<GetResourcePolicyResponse> answer(GetResourcePolicyRequest request, Call call) {
        return secrets.find(request.secretId(), action(call))
                .map(found -> found.secret().alive())
                .map(secret -> GetResourcePolicyResponse.builder()
                        .arn(secret.arn())
                        .name(secret.id().name())
                        .resourcePolicy(secret.sharing().policy().orElse(null))
                        .build());
    }
}
