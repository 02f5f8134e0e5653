package dev.tumbler.frontdoor;

import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Two operations that answer with what they were asked for. */
final class Operations {
    static final String FAILING = "failing";

    private Operations() {}

    /** Notes who called. */
    static final class GetSecretValue extends OperationHandler<GetSecretValueRequest, GetSecretValueResponse> {
        private final AtomicReference<Call> seen = new AtomicReference<>();

        GetSecretValue() {
            super(Operation.of(Service.SECRETS_MANAGER, "GetSecretValue", GetSecretValueRequest::builder));
        }

        Call seen() {
            return seen.get();
        }

        boolean wasCalled() {
            return seen.get() != null;
        }

        @Override
        public Uni<GetSecretValueResponse> apply(GetSecretValueRequest request, Call call) {
            seen.set(call);
            if (request.secretId().equals(FAILING)) {
                return Uni.createFrom().failure(new IllegalStateException("the table of orders is on fire"));
            }
            return Uni.createFrom()
                    .item(GetSecretValueResponse.builder()
                            .name(request.secretId())
                            .build());
        }
    }

    static final class DescribeDBInstances
            extends OperationHandler<DescribeDbInstancesRequest, DescribeDbInstancesResponse> {

        DescribeDBInstances() {
            super(Operation.of(Service.RDS, "DescribeDBInstances", DescribeDbInstancesRequest::builder));
        }

        @Override
        public Uni<DescribeDbInstancesResponse> apply(DescribeDbInstancesRequest request, Call call) {
            DBInstance instance = DBInstance.builder()
                    .dbInstanceIdentifier(request.dbInstanceIdentifier())
                    .build();
            return Uni.createFrom()
                    .item(DescribeDbInstancesResponse.builder()
                            .dbInstances(instance)
                            .build());
        }
    }
}
