package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** DescribeDBInstances: one instance by identifier or ARN, or a page of those that pass the filters. */
@Named("DescribeDBInstances")
@Singleton
public class DescribeDBInstancesHandler
        extends OperationHandler<DescribeDbInstancesRequest, DescribeDbInstancesResponse> {
    private static final int FEWEST = 20;
    private static final int MOST = 100;

    private final Databases instances;
    private final DatabaseStore store;

    @Inject
    public DescribeDBInstancesHandler(Databases instances, DatabaseStore store) {
        super(Operation.of(Service.RDS, "DescribeDBInstances", DescribeDbInstancesRequest::builder));
        this.instances = instances;
        this.store = store;
    }

    @Override
    public Uni<DescribeDbInstancesResponse> apply(DescribeDbInstancesRequest request, Call call) {
        InstanceFilters filters = InstanceFilters.of(request.filters());
        return page(request, call).chain(page -> answers(filters.passed(page.items()))
                .map(answers -> DescribeDbInstancesResponse.builder()
                        .dbInstances(answers)
                        .marker(page.next().orElse(null))
                        .build()));
    }

    private Uni<Page<Database>> page(DescribeDbInstancesRequest request, Call call) {
        if (request.dbInstanceIdentifier() != null) {
            DatabaseId id = Identifiers.named(request.dbInstanceIdentifier(), call.caller());
            return instances.find(id).map(found -> new Page<>(List.of(found), Optional.empty()));
        }
        int limit = limit(request.maxRecords());
        return Uni.createFrom()
                .completionStage(() -> store.list(
                        call.caller().account(), call.caller().region(), Optional.ofNullable(request.marker()), limit))
                .onFailure(AwsException.class)
                .transform(refusal -> invalidValue("Invalid marker: " + request.marker()));
    }

    private static int limit(Integer maxRecords) {
        int limit = Optional.ofNullable(maxRecords).orElse(MOST);
        if (limit < FEWEST || limit > MOST) {
            throw invalidValue("Invalid value " + limit + " for MaxRecords. Must be between 20 and 100");
        }
        return limit;
    }

    private Uni<List<DBInstance>> answers(List<Database> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(instances::describe)
                .collect()
                .asList();
    }
}
