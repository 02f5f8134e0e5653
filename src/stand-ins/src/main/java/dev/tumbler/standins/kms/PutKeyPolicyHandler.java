package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** PutKeyPolicy: replaces the policy of a key. */
@Named("kms.PutKeyPolicy")
@Singleton
public class PutKeyPolicyHandler extends KmsHandler<PutKeyPolicyRequest, PutKeyPolicyResponse> {
    private final KmsStandIn kms;

    @Inject
    public PutKeyPolicyHandler(KmsStandIn kms) {
        super("PutKeyPolicy", PutKeyPolicyRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<PutKeyPolicyResponse> answer(PutKeyPolicyRequest request, KmsCall call) {
        KeyPolicies.checkName(request.policyName());
        String policy = KeyPolicies.checked(request.policy());
        return kms.keys()
                .change(request.keyId(), call, key -> key.withPolicy(policy))
                .thenApply(changed -> PutKeyPolicyResponse.builder().build());
    }
}
