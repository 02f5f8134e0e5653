package dev.tumbler.rds;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;

/** RemoveTagsFromResource: takes tags from a DB instance or DB cluster, by their keys. */
@Named("RemoveTagsFromResource")
@Singleton
public class RemoveTagsFromResourceHandler
        extends OperationHandler<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResponse> {
    private final Databases databases;

    @Inject
    public RemoveTagsFromResourceHandler(Databases databases) {
        super(Operation.of(Service.RDS, "RemoveTagsFromResource", RemoveTagsFromResourceRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<RemoveTagsFromResourceResponse> apply(RemoveTagsFromResourceRequest request, Call call) {
        if (!request.hasTagKeys()) {
            throw RdsErrors.missing("TagKeys");
        }
        return databases
                .changeTags(
                        Identifiers.resource(request.resourceName(), action(call)),
                        stored -> ResourceTags.removed(stored, request.tagKeys()))
                .replaceWith(() -> RemoveTagsFromResourceResponse.builder().build());
    }
}
