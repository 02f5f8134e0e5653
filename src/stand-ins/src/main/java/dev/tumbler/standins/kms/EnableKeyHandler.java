package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;

/** EnableKey: lets a key be used again. */
@Named("kms.EnableKey")
@Singleton
public class EnableKeyHandler extends KmsHandler<EnableKeyRequest, EnableKeyResponse> {
    private final KmsStandIn kms;

    @Inject
    public EnableKeyHandler(KmsStandIn kms) {
        super("EnableKey", EnableKeyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<EnableKeyResponse> answer(EnableKeyRequest request, KmsCall call) {
        return kms.keys()
                .change(request.keyId(), call, KeyLifecycle::enable)
                .thenApply(changed -> EnableKeyResponse.builder().build());
    }
}
