package dev.tumbler.store.dynamodb;

import dev.tumbler.store.Index;
import dev.tumbler.store.Item;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * The table and its two indexes, made on demand where no template makes them: for tests and local work. It is billed by
 * request, and every index carries whole items, since a listing shows whole secrets.
 */
public final class TableDefinition {
    private static final int MOST_LOOKS = 300;
    private static final long PAUSE_MILLIS = 200;

    private TableDefinition() {}

    /** Completes when there is a table by that name that takes calls. */
    public static CompletionStage<Void> create(DynamoDbEnhancedAsyncClient client, String name) {
        DynamoDbAsyncTable<Item> table = client.table(name, ItemSchema.create());
        return table.createTable(request -> request.globalSecondaryIndices(indexes()))
                .exceptionally(TableDefinition::toleratingWhatIsThere)
                .thenCompose(made -> awaitActive(table, MOST_LOOKS));
    }

    private static List<EnhancedGlobalSecondaryIndex> indexes() {
        return Arrays.stream(Index.values())
                .map(index -> EnhancedGlobalSecondaryIndex.builder()
                        .indexName(ItemSchema.name(index))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())
                .toList();
    }

    private static Void toleratingWhatIsThere(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() instanceof ResourceInUseException) {
            return null;
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }

    private static CompletionStage<Void> awaitActive(DynamoDbAsyncTable<Item> table, int looks) {
        return table.describeTable().thenCompose(described -> {
            if (described.table().tableStatus() == TableStatus.ACTIVE) {
                return CompletableFuture.<Void>completedStage(null);
            } else if (looks == 0) {
                throw new IllegalStateException("The table " + table.tableName() + " does not become active.");
            }
            return CompletableFuture.supplyAsync(
                            () -> awaitActive(table, looks - 1),
                            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .thenCompose(Function.identity());
        });
    }
}
