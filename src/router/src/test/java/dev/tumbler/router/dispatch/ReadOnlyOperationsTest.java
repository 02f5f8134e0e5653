package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever adds an operation that reads adds it here; no other can be called by a link. */
@QuarkusTest
class ReadOnlyOperationsTest {
    @Inject
    @All
    List<OperationHandler<?, ?>> handlers;

    @Test
    void theseOperationsChangeNothing() {
        assertThat(handlers.stream()
                        .map(OperationHandler::operation)
                        .filter(Operation::isReadOnly)
                        .map(operation -> operation.service().signingName() + ":" + operation.name()))
                .containsExactlyInAnyOrder(
                        "events:DescribeRule",
                        "events:ListRules",
                        "events:ListTargetsByRule",
                        "kms:DescribeKey",
                        "kms:GetKeyPolicy",
                        "kms:ListAliases",
                        "kms:ListGrants",
                        "kms:ListKeys",
                        "kms:ListResourceTags",
                        "lambda:GetFunction",
                        "lambda:GetFunctionConfiguration",
                        "lambda:GetPolicy",
                        "lambda:ListFunctions",
                        "rds:DescribeDBClusters",
                        "rds:DescribeDBEngineVersions",
                        "rds:DescribeDBInstances",
                        "rds:DescribeEvents",
                        "rds:DescribeOrderableDBInstanceOptions",
                        "rds:ListTagsForResource",
                        "secretsmanager:BatchGetSecretValue",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetRandomPassword",
                        "secretsmanager:GetResourcePolicy",
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:ListSecretVersionIds",
                        "secretsmanager:ListSecrets",
                        "sts:GetCallerIdentity");
    }
}
