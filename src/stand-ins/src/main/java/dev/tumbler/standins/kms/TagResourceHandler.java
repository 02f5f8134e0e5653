package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;

/** TagResource: attaches tags to a key. */
@Named("kms.TagResource")
@Singleton
public class TagResourceHandler extends KmsHandler<TagResourceRequest, TagResourceResponse> {
    private final KmsStandIn kms;

    @Inject
    public TagResourceHandler(KmsStandIn kms) {
        super("TagResource", TagResourceRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<TagResourceResponse> answer(TagResourceRequest request, KmsCall call) {
        return kms.keys()
                .change(request.keyId(), call, key -> KeyLifecycle.changeable(key)
                        .withTags(KeyTags.added(key.tags(), request.tags())))
                .thenApply(tagged -> TagResourceResponse.builder().build());
    }
}
