package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** RevokeGrant: takes a grant away. */
@Named("kms.RevokeGrant")
@Singleton
public class RevokeGrantHandler extends KmsHandler<RevokeGrantRequest, RevokeGrantResponse> {
    private final KmsStandIn kms;

    @Inject
    public RevokeGrantHandler(KmsStandIn kms) {
        super("RevokeGrant", RevokeGrantRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<RevokeGrantResponse> answer(RevokeGrantRequest request, KmsCall call) {
        return kms.keys()
                .decide(request.keyId(), call, key -> {
                    Decision<KmsKey, String> decision = Grants.remove(key, request.grantId());
                    KmsErrors.refuseDryRun(request.dryRun());
                    return decision;
                })
                .thenApply(revoked -> RevokeGrantResponse.builder().build());
    }
}
