package dev.tumbler.conformance.infra;

import static dev.tumbler.conformance.infra.Template.list;
import static dev.tumbler.conformance.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.dynamodb.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The deployed table is the one that the stores are tested on. */
class TableTest {
    private static final Map<String, Object> DEPLOYED = Stack.of(
                    "storage.yaml", Map.of("Name", "tumbler", "DeletionProtection", "true"))
            .properties("Table");

    /** Takes down what it is asked for, and says that it is done. */
    private static final class RecordingDynamoDb implements DynamoDbAsyncClient {
        private CreateTableRequest asked;

        @Override
        public CompletableFuture<CreateTableResponse> createTable(CreateTableRequest request) {
            asked = request;
            return CompletableFuture.completedFuture(
                    CreateTableResponse.builder().build());
        }

        @Override
        public CompletableFuture<DescribeTableResponse> describeTable(DescribeTableRequest request) {
            return CompletableFuture.completedFuture(DescribeTableResponse.builder()
                    .table(table -> table.tableStatus(TableStatus.ACTIVE))
                    .build());
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static CreateTableRequest tested() {
        RecordingDynamoDb client = new RecordingDynamoDb();
        TableDefinition.create(
                        DynamoDbEnhancedAsyncClient.builder()
                                .dynamoDbClient(client)
                                .build(),
                        "tumbler")
                .toCompletableFuture()
                .join();
        return client.asked;
    }

    private static List<Map<String, Object>> keys(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key ->
                        Map.<String, Object>of("AttributeName", key.attributeName(), "KeyType", key.keyTypeAsString()))
                .toList();
    }

    @Test
    void hasTheKeyAndTheBilling() {
        assertThat(list(DEPLOYED.get("KeySchema"))).isEqualTo(keys(tested().keySchema()));
        assertThat(DEPLOYED).containsEntry("BillingMode", "PAY_PER_REQUEST");
    }

    @Test
    void hasTheAttributesOfItsKeysAndNoOthers() {
        Set<?> attributes = tested().attributeDefinitions().stream()
                .map(each ->
                        Map.of("AttributeName", each.attributeName(), "AttributeType", each.attributeTypeAsString()))
                .collect(Collectors.toSet());
        assertThat(Set.copyOf(list(DEPLOYED.get("AttributeDefinitions")))).isEqualTo(attributes);
    }

    @Test
    void hasTheIndexes() {
        Map<String, GlobalSecondaryIndex> indexes = tested().globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndex::indexName, Function.identity()));
        assertThat(list(DEPLOYED.get("GlobalSecondaryIndexes")))
                .hasSize(indexes.size())
                .allSatisfy(deployed -> {
                    GlobalSecondaryIndex index =
                            indexes.get((String) map(deployed).get("IndexName"));
                    assertThat(map(deployed))
                            .containsEntry("KeySchema", keys(index.keySchema()))
                            .containsEntry(
                                    "Projection",
                                    Map.of("ProjectionType", index.projection().projectionTypeAsString()));
                });
    }

    @Test
    void canBeTakenBackToAnyMomentAndIsNotDeletedByMistake() {
        assertThat(DEPLOYED)
                .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true))
                .containsEntry("DeletionProtectionEnabled", "true");
    }
}
