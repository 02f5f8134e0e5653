package dev.tumbler.standins.kms;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/** ListResourceTags: the tags of a key. */
@Named("kms.ListResourceTags")
@Singleton
public class ListResourceTagsHandler extends KmsHandler<ListResourceTagsRequest, ListResourceTagsResponse> {
    private static final int USUAL_LIMIT = 50;

    private final KmsStandIn kms;

    @Inject
    public ListResourceTagsHandler(KmsStandIn kms) {
        super("ListResourceTags", ListResourceTagsRequest::builder);
        this.kms = kms;
    }

    @Override
    CompletionStage<ListResourceTagsResponse> answer(ListResourceTagsRequest request, KmsCall call) {
        int limit = Marker.limit(request.limit(), USUAL_LIMIT);
        return kms.keys()
                .find(KeyReference.parseKey(request.keyId(), call).arn(), call)
                .thenApply(key -> Marker.pageOf(tags(key), request.marker(), limit, Tag::tagKey))
                .thenApply(page -> ListResourceTagsResponse.builder()
                        .tags(page.items())
                        .truncated(page.next().isPresent())
                        .nextMarker(page.next().orElse(null))
                        .build());
    }

    private static List<Tag> tags(KmsKey key) {
        return key.tags().entrySet().stream()
                .map(tag -> Tag.builder()
                        .tagKey(tag.getKey())
                        .tagValue(tag.getValue())
                        .build())
                .toList();
    }
}
