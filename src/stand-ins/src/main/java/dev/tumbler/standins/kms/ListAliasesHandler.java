package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;

/** ListAliases: the aliases of an account and region, or of one key. */
@Named("kms.ListAliases")
@Singleton
public class ListAliasesHandler extends KmsHandler<ListAliasesRequest, ListAliasesResponse> {
    private static final int USUAL_LIMIT = 50;

    private final KmsStandIn kms;

    @Inject
    public ListAliasesHandler(KmsStandIn kms) {
        super("ListAliases", ListAliasesRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<ListAliasesResponse> answer(ListAliasesRequest request, KmsCall call) {
        int limit = Marker.limit(request.limit(), USUAL_LIMIT);
        return kms.aliases()
                .list(Optional.ofNullable(request.keyId()), call, Marker.read(request.marker()), limit)
                .thenApply(page -> ListAliasesResponse.builder()
                        .aliases(page.items().stream()
                                .map(ListAliasesHandler::entry)
                                .toList())
                        .truncated(page.next().isPresent())
                        .nextMarker(page.next().orElse(null))
                        .build());
    }

    private static AliasListEntry entry(Alias alias) {
        return AliasListEntry.builder()
                .aliasName(alias.id().name())
                .aliasArn(alias.id().arn())
                .targetKeyId(alias.keyId())
                .creationDate(alias.created())
                .lastUpdatedDate(alias.updated())
                .build();
    }
}
