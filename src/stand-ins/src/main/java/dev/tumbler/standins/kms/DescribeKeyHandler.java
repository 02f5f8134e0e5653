package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/** DescribeKey: a key by any of its names. Secrets Manager's own key is made if it is not there yet. */
@Named("kms.DescribeKey")
@Singleton
public class DescribeKeyHandler extends KmsHandler<DescribeKeyRequest, DescribeKeyResponse> {
    private final KmsStandIn kms;

    @Inject
    public DescribeKeyHandler(KmsStandIn kms) {
        super("DescribeKey", DescribeKeyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<DescribeKeyResponse> answer(DescribeKeyRequest request, KmsCall call) {
        return kms.keys().find(request.keyId(), call).thenApply(key -> DescribeKeyResponse.builder()
                .keyMetadata(KeyAnswer.metadata(key))
                .build());
    }
}
