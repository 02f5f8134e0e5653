package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** UntagResource: takes tags from a key. */
@Named("kms.UntagResource")
@Singleton
public class UntagResourceHandler extends KmsHandler<UntagResourceRequest, UntagResourceResponse> {
    private final KmsStandIn kms;

    @Inject
    public UntagResourceHandler(KmsStandIn kms) {
        super("UntagResource", UntagResourceRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<UntagResourceResponse> answer(UntagResourceRequest request, KmsCall call) {
        return kms.keys()
                .change(request.keyId(), call, key -> KeyLifecycle.changeable(key)
                        .withTags(KeyTags.removed(key.tags(), request.tagKeys())))
                .thenApply(untagged -> UntagResourceResponse.builder().build());
    }
}
