package dev.tumbler.rds;

import dev.tumbler.domain.database.ClusterMember;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;

/** ListTagsForResource: all tags of a DB instance or DB cluster. */
@Named("ListTagsForResource")
@Singleton
public class ListTagsForResourceHandler
        extends OperationHandler<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final Databases databases;

    @Inject
    public ListTagsForResourceHandler(Databases databases) {
        super(Operation.of(Service.RDS, "ListTagsForResource", ListTagsForResourceRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<ListTagsForResourceResponse> apply(ListTagsForResourceRequest request, Call call) {
        DatabaseId id = Identifiers.resource(request.resourceName(), action(call));
        return databases.find(id).map(found -> ListTagsForResourceResponse.builder()
                .tagList(ResourceTags.list(tags(found, id)))
                .build());
    }

    private static Map<String, String> tags(Database found, DatabaseId id) {
        return found.member(id).map(ClusterMember::tags).orElse(found.settings().tags());
    }
}
