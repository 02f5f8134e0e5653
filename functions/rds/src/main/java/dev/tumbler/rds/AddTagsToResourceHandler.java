package dev.tumbler.rds;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;

/** AddTagsToResource: new tags for a DB instance or DB cluster, or other values for those that it has. */
@Named("AddTagsToResource")
@Singleton
public class AddTagsToResourceHandler extends OperationHandler<AddTagsToResourceRequest, AddTagsToResourceResponse> {
    private final Databases databases;

    @Inject
    public AddTagsToResourceHandler(Databases databases) {
        super(Operation.of(Service.RDS, "AddTagsToResource", AddTagsToResourceRequest::builder));
        this.databases = databases;
    }

    @Override
    public Uni<AddTagsToResourceResponse> apply(AddTagsToResourceRequest request, Call call) {
        if (!request.hasTags()) {
            throw RdsErrors.missing("Tags");
        }
        Map<String, String> more = ResourceTags.checked(request.tags());
        return databases
                .changeTags(
                        Identifiers.resource(request.resourceName(), action(call)),
                        stored -> ResourceTags.added(stored, more))
                .replaceWith(() -> AddTagsToResourceResponse.builder().build());
    }
}
