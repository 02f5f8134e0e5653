package dev.tumbler.standins.kms;

import dev.tumbler.standins.kms.KmsCryptography.Decrypted;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** ReEncrypt: encrypts under another key or context what was encrypted before. */
@Named("kms.ReEncrypt")
@Singleton
public class ReEncryptHandler extends KmsHandler<ReEncryptRequest, ReEncryptResponse> {
    private final KmsStandIn kms;

    @Inject
    public ReEncryptHandler(KmsStandIn kms) {
        super("ReEncrypt", ReEncryptRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<ReEncryptResponse> answer(ReEncryptRequest request, KmsCall call) {
        Algorithm.check(request.sourceEncryptionAlgorithmAsString());
        Algorithm.check(request.destinationEncryptionAlgorithmAsString());
        return kms.cryptography()
                .decrypt(
                        Optional.ofNullable(request.sourceKeyId()),
                        request.ciphertextBlob().asByteArrayUnsafe(),
                        request.sourceEncryptionContext(),
                        call)
                .thenCompose(decrypted -> encrypt(request, decrypted, call));
    }

    private CompletionStage<ReEncryptResponse> encrypt(ReEncryptRequest request, Decrypted decrypted, KmsCall call) {
        return kms.cryptography()
                .encrypt(request.destinationKeyId(), decrypted.plain(), request.destinationEncryptionContext(), call)
                .whenComplete((encrypted, failure) -> Arrays.fill(decrypted.plain(), (byte) 0))
                .thenApply(encrypted -> {
                    KmsErrors.refuseDryRun(request.dryRun());
                    return ReEncryptResponse.builder()
                            .sourceKeyId(decrypted.key().arn())
                            .keyId(encrypted.key().arn())
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(
                                    encrypted.blob().bytes()))
                            .sourceEncryptionAlgorithm(Algorithm.SYMMETRIC)
                            .destinationEncryptionAlgorithm(Algorithm.SYMMETRIC)
                            .build();
                });
    }
}
