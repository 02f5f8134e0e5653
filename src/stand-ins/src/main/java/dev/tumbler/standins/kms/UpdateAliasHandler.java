package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** UpdateAlias: lets an alias stand for another key. */
@Named("kms.UpdateAlias")
@Singleton
public class UpdateAliasHandler extends KmsHandler<UpdateAliasRequest, UpdateAliasResponse> {
    private final KmsStandIn kms;

    @Inject
    public UpdateAliasHandler(KmsStandIn kms) {
        super("UpdateAlias", UpdateAliasRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<UpdateAliasResponse> answer(UpdateAliasRequest request, KmsCall call) {
        return kms.aliases()
                .pointTo(request.aliasName(), request.targetKeyId(), call)
                .thenApply(updated -> UpdateAliasResponse.builder().build());
    }
}
