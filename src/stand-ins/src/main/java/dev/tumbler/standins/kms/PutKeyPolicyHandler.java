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
        KeyId key = KeyReference.parseKey(request.keyId(), call);
        String policy =
                KeyPolicies.checked(request.policy(), call, key.arn(), request.bypassPolicyLockoutSafetyCheck());
        return kms.keys()
                .change(request.keyId(), call, found -> found.withPolicy(policy))
                .thenApply(changed -> PutKeyPolicyResponse.builder().build());
    }
}
