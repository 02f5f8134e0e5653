package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;

/** DeleteAlias: takes an alias away; its key stays. */
@Named("kms.DeleteAlias")
@Singleton
public class DeleteAliasHandler extends KmsHandler<DeleteAliasRequest, DeleteAliasResponse> {
    private final KmsStandIn kms;

    @Inject
    public DeleteAliasHandler(KmsStandIn kms) {
        super("DeleteAlias", DeleteAliasRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<DeleteAliasResponse> answer(DeleteAliasRequest request, KmsCall call) {
        return kms.aliases().delete(request.aliasName(), call).thenApply(deleted -> DeleteAliasResponse.builder()
                .build());
    }
}
