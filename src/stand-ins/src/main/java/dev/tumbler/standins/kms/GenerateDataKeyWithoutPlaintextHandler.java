package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;

/** GenerateDataKeyWithoutPlaintext: a new data key, encrypted under a key, for whoever needs it later. */
@Named("kms.GenerateDataKeyWithoutPlaintext")
@Singleton
public class GenerateDataKeyWithoutPlaintextHandler
        extends KmsHandler<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse> {
    private final KmsStandIn kms;

    @Inject
    public GenerateDataKeyWithoutPlaintextHandler(KmsStandIn kms) {
        super("GenerateDataKeyWithoutPlaintext", GenerateDataKeyWithoutPlaintextRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<GenerateDataKeyWithoutPlaintextResponse> answer(
            GenerateDataKeyWithoutPlaintextRequest request, KmsCall call) {
        int bytes = DataKeyLength.of(request.keySpec(), request.numberOfBytes());
        return kms.cryptography()
                .generate(request.keyId(), bytes, request.encryptionContext(), call)
                .thenApply(generated -> {
                    Arrays.fill(generated.plain(), (byte) 0);
                    KmsErrors.refuseDryRun(request.dryRun());
                    return GenerateDataKeyWithoutPlaintextResponse.builder()
                            .keyId(generated.key().arn())
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(
                                    generated.blob().bytes()))
                            .build();
                });
    }
}
