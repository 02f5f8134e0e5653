package dev.tumbler.rds;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;

/** ListTagsForResource: all tags of a DB instance. */
@Named("ListTagsForResource")
@Singleton
public class ListTagsForResourceHandler
        extends OperationHandler<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final Databases instances;

    @Inject
    public ListTagsForResourceHandler(Databases instances) {
        super(Operation.of(Service.RDS, "ListTagsForResource", ListTagsForResourceRequest::builder));
        this.instances = instances;
    }

    @Override
    public Uni<ListTagsForResourceResponse> apply(ListTagsForResourceRequest request, Call call) {
        return instances
                .find(Identifiers.resource(request.resourceName(), call.caller()))
                .map(found -> ListTagsForResourceResponse.builder()
                        .tagList(ResourceTags.list(found.settings().tags()))
                        .build());
    }
}
