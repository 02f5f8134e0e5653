package dev.tumbler.secretsmanager;

import dev.tumbler.domain.secret.SecretLifecycle;
import dev.tumbler.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;

/** Attaches tags to a secret. */
@Named("TagResource")
@Singleton
public class TagResourceHandler extends SecretsManagerHandler<TagResourceRequest, TagResourceResponse> {
    private final Secrets secrets;
    private final InstantSource clock;

    @Inject
    public TagResourceHandler(Secrets secrets, InstantSource clock) {
        super("TagResource", TagResourceRequest::builder);
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    Uni<TagResourceResponse> answer(TagResourceRequest request, Call call) {
        Map<String, String> tags = Tags.read(request.tags());
        return secrets.update(
                        request.secretId(), action(call), stored -> SecretLifecycle.tag(stored, tags, clock.instant()))
                .map(tagged -> TagResourceResponse.builder().build());
    }
}
