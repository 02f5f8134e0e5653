package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;

/** CreateAlias: gives a key another name. */
@Named("kms.CreateAlias")
@Singleton
public class CreateAliasHandler extends KmsHandler<CreateAliasRequest, CreateAliasResponse> {
    private final KmsStandIn kms;

    @Inject
    public CreateAliasHandler(KmsStandIn kms) {
        super("CreateAlias", CreateAliasRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<CreateAliasResponse> answer(CreateAliasRequest request, KmsCall call) {
        return kms.aliases()
                .create(request.aliasName(), request.targetKeyId(), call)
                .thenApply(created -> CreateAliasResponse.builder().build());
    }
}
