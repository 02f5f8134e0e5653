package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;

/** DisableKey: keeps a key from being used until it is enabled again. */
@Named("kms.DisableKey")
@Singleton
public class DisableKeyHandler extends KmsHandler<DisableKeyRequest, DisableKeyResponse> {
    private final KmsStandIn kms;

    @Inject
    public DisableKeyHandler(KmsStandIn kms) {
        super("DisableKey", DisableKeyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<DisableKeyResponse> answer(DisableKeyRequest request, KmsCall call) {
        return kms.keys()
                .change(request.keyId(), call, KeyLifecycle::disable)
                .thenApply(changed -> DisableKeyResponse.builder().build());
    }
}
