package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;

/** CreateKey: a symmetric key; of the other kinds none is here. */
@Named("kms.CreateKey")
@Singleton
public class CreateKeyHandler extends KmsHandler<CreateKeyRequest, CreateKeyResponse> {
    private final KmsStandIn kms;

    @Inject
    public CreateKeyHandler(KmsStandIn kms) {
        super("CreateKey", CreateKeyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<CreateKeyResponse> answer(CreateKeyRequest request, KmsCall call) {
        refuseOtherKinds(request);
        String policy = request.policy() == null
                ? KeyPolicies.ofCustomer(call.account(), call.region())
                : KeyPolicies.checked(request.policy(), call, newKey(call), request.bypassPolicyLockoutSafetyCheck());
        String description = Optional.ofNullable(request.description()).orElse("");
        Map<String, String> tags = KeyTags.added(Map.of(), request.tags());
        return kms.keys()
                .create(call, description, policy, key -> key.withTags(tags))
                .thenApply(key -> CreateKeyResponse.builder()
                        .keyMetadata(KeyAnswer.metadata(key))
                        .build());
    }

    /** The ARN of any key of the caller: the id of the new one is not drawn yet, and no policy can name it. */
    private static String newKey(KmsCall call) {
        return new KeyId(call.account(), call.region(), "new").arn();
    }

    @SuppressWarnings("deprecation") // clients may still use the old name of the key spec
    private static void refuseOtherKinds(CreateKeyRequest request) {
        refuseUnless(request.keySpecAsString(), "SYMMETRIC_DEFAULT", "KeySpec");
        refuseUnless(request.customerMasterKeySpecAsString(), "SYMMETRIC_DEFAULT", "CustomerMasterKeySpec");
        refuseUnless(request.keyUsageAsString(), "ENCRYPT_DECRYPT", "KeyUsage");
        refuseUnless(request.originAsString(), "AWS_KMS", "Origin");
        if (Boolean.TRUE.equals(request.multiRegion())) {
            throw KmsErrors.unsupported("MultiRegion true");
        }
        if (request.customKeyStoreId() != null || request.xksKeyId() != null) {
            throw KmsErrors.unsupported("A custom key store");
        }
    }

    private static void refuseUnless(String asked, String offered, String member) {
        if (asked != null && !asked.equals(offered)) {
            throw KmsErrors.unsupported(member + " " + asked);
        }
    }
}
