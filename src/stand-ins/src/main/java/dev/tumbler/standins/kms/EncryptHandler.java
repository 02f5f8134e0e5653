package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/** Encrypt: encrypts up to 4,096 bytes under a key. */
@Named("kms.Encrypt")
@Singleton
public class EncryptHandler extends KmsHandler<EncryptRequest, EncryptResponse> {
    private final KmsStandIn kms;

    @Inject
    public EncryptHandler(KmsStandIn kms) {
        super("Encrypt", EncryptRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<EncryptResponse> answer(EncryptRequest request, KmsCall call) {
        Algorithm.check(request.encryptionAlgorithmAsString());
        return kms.cryptography()
                .encrypt(request.keyId(), request.plaintext().asByteArrayUnsafe(), request.encryptionContext(), call)
                .thenApply(encrypted -> {
                    KmsErrors.refuseDryRun(request.dryRun());
                    return EncryptResponse.builder()
                            .keyId(encrypted.key().arn())
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(
                                    encrypted.blob().bytes()))
                            .encryptionAlgorithm(Algorithm.SYMMETRIC)
                            .build();
                });
    }
}
