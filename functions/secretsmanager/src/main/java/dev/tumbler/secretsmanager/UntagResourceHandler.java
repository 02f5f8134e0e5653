package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** Takes tags off a secret. */
@Named("UntagResource")
@Singleton
public class UntagResourceHandler extends SecretsManagerHandler<UntagResourceRequest, UntagResourceResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public UntagResourceHandler(Secrets secrets, InstantSource clock) {
        super("UntagResource", UntagResourceRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<UntagResourceResponse> answer(UntagResourceRequest request, Call call) {
        return secrets.update(
                        request.secretId(),
                        action(call),
                        stored -> SecretLifecycle.untag(stored, request.tagKeys(), clock.instant()))
                .map(untagged -> UntagResourceResponse.builder().build());
    }
}
