package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** GenerateDataKey: a new data key, plain and encrypted under a key. */
@Named("kms.GenerateDataKey")
@Singleton
public class GenerateDataKeyHandler extends KmsHandler<GenerateDataKeyRequest, GenerateDataKeyResponse> {
    private final KmsStandIn kms;

    @Inject
    public GenerateDataKeyHandler(KmsStandIn kms) {
        super("GenerateDataKey", GenerateDataKeyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<GenerateDataKeyResponse> answer(GenerateDataKeyRequest request, KmsCall call) {
        Algorithm.refuseRecipient(request.recipient());
        int bytes = DataKeyLength.of(request.keySpec(), request.numberOfBytes());
        return kms.cryptography()
                .generate(request.keyId(), bytes, request.encryptionContext(), call)
                .thenApply(generated -> {
                    KmsErrors.refuseDryRun(request.dryRun());
                    return GenerateDataKeyResponse.builder()
                            .keyId(generated.key().arn())
                            .plaintext(SdkBytes.fromByteArrayUnsafe(generated.plain()))
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(
                                    generated.blob().bytes()))
                            .build();
                });
    }
}
