package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;

/** GetKeyPolicy: the policy of a key. */
@Named("kms.GetKeyPolicy")
@Singleton
public class GetKeyPolicyHandler extends KmsHandler<GetKeyPolicyRequest, GetKeyPolicyResponse> {
    private final KmsStandIn kms;

    @Inject
    public GetKeyPolicyHandler(KmsStandIn kms) {
        super("GetKeyPolicy", GetKeyPolicyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<GetKeyPolicyResponse> answer(GetKeyPolicyRequest request, KmsCall call) {
        KeyPolicies.checkName(request.policyName());
        return kms.keys()
                .find(KeyReference.parseKey(request.keyId(), call).arn(), call)
                .thenApply(key -> GetKeyPolicyResponse.builder()
                        .policy(key.policy())
                        .policyName(KeyPolicies.NAME)
                        .build());
    }
}
