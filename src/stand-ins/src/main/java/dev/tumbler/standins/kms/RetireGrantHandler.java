package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;

/** RetireGrant: takes a grant away, by its token or by its key and id. */
@Named("kms.RetireGrant")
@Singleton
public class RetireGrantHandler extends KmsHandler<RetireGrantRequest, RetireGrantResponse> {
    private final KmsStandIn kms;

    @Inject
    public RetireGrantHandler(KmsStandIn kms) {
        super("RetireGrant", RetireGrantRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<RetireGrantResponse> answer(RetireGrantRequest request, KmsCall call) {
        Grants.Token named = named(request, call);
        return kms.keys()
                .decide(named.keyArn(), call, key -> {
                    Decision<KmsKey, String> decision = Grants.remove(key, named.grantId());
                    KmsErrors.refuseDryRun(request.dryRun());
                    return decision;
                })
                .thenApply(retired -> RetireGrantResponse.builder().build());
    }

    /** The words of the refusal are ours. */
    private static Grants.Token named(RetireGrantRequest request, KmsCall call) {
        if (request.grantToken() != null) {
            return Grants.Token.parse(request.grantToken());
        }
        if (request.keyId() == null || request.grantId() == null) {
            throw KmsErrors.validation("Specify a grant token, or a key and the id of its grant.");
        }
        return new Grants.Token(KeyReference.parseKey(request.keyId(), call).arn(), request.grantId());
    }
}
