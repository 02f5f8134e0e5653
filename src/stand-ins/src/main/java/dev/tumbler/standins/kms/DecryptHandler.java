package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;

/** Decrypt: decrypts what Encrypt or GenerateDataKey gave out. The ciphertext itself tells its key. */
@Named("kms.Decrypt")
@Singleton
public class DecryptHandler extends KmsHandler<DecryptRequest, DecryptResponse> {
    private final KmsStandIn kms;

    @Inject
    public DecryptHandler(KmsStandIn kms) {
        super("Decrypt", DecryptRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<DecryptResponse> answer(DecryptRequest request, KmsCall call) {
        Algorithm.check(request.encryptionAlgorithmAsString());
        Algorithm.refuseRecipient(request.recipient());
        return kms.cryptography()
                .decrypt(
                        Optional.ofNullable(request.keyId()),
                        request.ciphertextBlob().asByteArrayUnsafe(),
                        request.encryptionContext(),
                        call)
                .thenApply(decrypted -> {
                    KmsErrors.refuseDryRun(request.dryRun());
                    return DecryptResponse.builder()
                            .keyId(decrypted.key().arn())
                            .plaintext(SdkBytes.fromByteArrayUnsafe(decrypted.plain()))
                            .encryptionAlgorithm(Algorithm.SYMMETRIC)
                            .build();
                });
    }
}
