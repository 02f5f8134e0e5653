package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/** ListKeys: the keys of an account and region. */
@Named("kms.ListKeys")
@Singleton
public class ListKeysHandler extends KmsHandler<ListKeysRequest, ListKeysResponse> {
    private static final int USUAL_LIMIT = 100;

    private final KmsStandIn kms;

    @Inject
    public ListKeysHandler(KmsStandIn kms) {
        super("ListKeys", ListKeysRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<ListKeysResponse> answer(ListKeysRequest request, KmsCall call) {
        int limit = Marker.limit(request.limit(), USUAL_LIMIT);
        return kms.keys().list(call, Marker.read(request.marker()), limit).thenApply(page -> ListKeysResponse.builder()
                .keys(page.items().stream().map(ListKeysHandler::entry).toList())
                .truncated(page.next().isPresent())
                .nextMarker(page.next().orElse(null))
                .build());
    }

    private static KeyListEntry entry(KmsKey key) {
        return KeyListEntry.builder().keyId(key.id().id()).keyArn(key.arn()).build();
    }
}
