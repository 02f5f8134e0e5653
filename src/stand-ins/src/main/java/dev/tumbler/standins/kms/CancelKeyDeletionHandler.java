package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;

/** CancelKeyDeletion: a key stays after all, disabled. */
@Named("kms.CancelKeyDeletion")
@Singleton
public class CancelKeyDeletionHandler extends KmsHandler<CancelKeyDeletionRequest, CancelKeyDeletionResponse> {
    private final KmsStandIn kms;

    @Inject
    public CancelKeyDeletionHandler(KmsStandIn kms) {
        super("CancelKeyDeletion", CancelKeyDeletionRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<CancelKeyDeletionResponse> answer(CancelKeyDeletionRequest request, KmsCall call) {
        return kms.keys()
                .change(request.keyId(), call, KeyLifecycle::cancelDeletion)
                .thenApply(kept ->
                        CancelKeyDeletionResponse.builder().keyId(kept.arn()).build());
    }
}
