package dev.tumbler.store.dynamodb;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table in DynamoDB.
 *
 * <p>Items are read strongly consistent. A batch of one is a conditional put or delete, which costs half of what a
 * transaction does; a larger one is a transaction. Both bring the item that stood in their way. The two indexes are global
 * secondary indexes and lag by a moment, as {@link Table#query} allows.
 */
public final class DynamoDbTable implements Table {
    private static final Expression ABSENT = Expression.builder()
            .expression("attribute_not_exists(#partition)")
            .putExpressionName("#partition", ItemSchema.PARTITION)
            .build();

    private final DynamoDbEnhancedAsyncClient client;
    private final TableSchema<Item> schema = ItemSchema.create();
    private final DynamoDbAsyncTable<Item> table;
    private final RandomGenerator random;

    /**
     * The table by this name.
     *
     * @param random draws pauses; safe to use by several threads at once
     */
    public DynamoDbTable(DynamoDbEnhancedAsyncClient client, String name, RandomGenerator random) {
        this.client = client;
        this.table = client.table(name, schema);
        this.random = random;
    }

    @Override
    public CompletionStage<Optional<Item>> get(Key key) {
        if (!key.fits()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return table.getItem(request -> request.key(primary(key)).consistentRead(true))
                .thenApply(Optional::ofNullable);
    }

    private static software.amazon.awssdk.enhanced.dynamodb.Key primary(Key key) {
        return bound(key.partition(), key.sort());
    }

    private static software.amazon.awssdk.enhanced.dynamodb.Key bound(String partition, String sort) {
        return software.amazon.awssdk.enhanced.dynamodb.Key.builder()
                .partitionValue(partition)
                .sortValue(sort)
                .build();
    }

    @Override
    public CompletionStage<WriteOutcome> write(List<Write> writes) {
        Write.checkBatch(writes);
        WriteOutcome.TooLarge largest = new WriteOutcome.TooLarge(largestBytes(writes), MOST_ITEM_BYTES);
        if (largest.bytes() > MOST_ITEM_BYTES) {
            return CompletableFuture.completedStage(largest);
        }
        return new PendingWrite(() -> send(writes), List.copyOf(writes), schema, largest, random).start();
    }

    private long largestBytes(List<Write> writes) {
        return writes.stream()
                .mapToLong(write -> write instanceof Write.Put put ? bytes(put.item()) : 0)
                .max()
                .orElse(0);
    }

    private long bytes(Item item) {
        return ItemSize.bytes(schema.itemToMap(item, true));
    }

    private CompletableFuture<Void> send(List<Write> writes) {
        if (writes.size() > 1) {
            return client.transactWriteItems(transaction(writes));
        }
        Write write = writes.get(0);
        return write instanceof Write.Put put ? send(put) : sendDelete(write);
    }

    private CompletableFuture<Void> send(Write.Put put) {
        return table.putItemWithResponse(request -> request.item(put.item())
                        .conditionExpression(condition(put))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .thenAccept(written -> {});
    }

    private CompletableFuture<Void> sendDelete(Write delete) {
        return table.deleteItemWithResponse(request -> request.key(primary(delete.key()))
                        .conditionExpression(condition(delete))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .thenAccept(deleted -> {});
    }

    private TransactWriteItemsEnhancedRequest transaction(List<Write> writes) {
        TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder();
        for (Write write : writes) {
            if (write instanceof Write.Put put) {
                transaction.addPutItem(
                        table,
                        TransactPutItemEnhancedRequest.builder(Item.class)
                                .item(put.item())
                                .conditionExpression(condition(put))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build());
            } else {
                transaction.addDeleteItem(
                        table,
                        TransactDeleteItemEnhancedRequest.builder()
                                .key(primary(write.key()))
                                .conditionExpression(condition(write))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build());
            }
        }
        return transaction.build();
    }

    private static Expression condition(Write write) {
        return write.expected().map(DynamoDbTable::atRevision).orElse(ABSENT);
    }

    private static Expression atRevision(long revision) {
        return Expression.builder()
                .expression("#revision = :revision")
                .putExpressionName("#revision", ItemSchema.REVISION)
                .expressionValues(Map.of(":revision", AttributeValue.fromN(Long.toString(revision))))
                .build();
    }

    /** DynamoDB bounds a range inclusively on both sides or not at all, so the two ends are left out here. */
    @Override
    public CompletionStage<List<Item>> query(Query query) {
        if (isEmpty(query)) {
            return CompletableFuture.completedStage(List.of());
        }
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
                .queryConditional(range(query))
                .limit(query.limit())
                .build();
        List<Item> found = new ArrayList<>();
        return table.index(ItemSchema.name(query.index()))
                .query(request)
                .flatMapIterable(page -> page.items())
                .filter(item -> inside(query, item.entries().get(query.index()).sort()))
                .limit(query.limit())
                .subscribe(found::add)
                .thenApply(done -> found);
    }

    /** Whether DynamoDB would refuse the range rather than find nothing in it. */
    private static boolean isEmpty(Query query) {
        boolean turned = query.after()
                .flatMap(after -> query.before().filter(before -> after.compareTo(before) >= 0))
                .isPresent();
        return turned || !Key.fitsPartition(query.partition());
    }

    private static QueryConditional range(Query query) {
        String in = query.partition();
        if (query.after().isPresent() && query.before().isPresent()) {
            return QueryConditional.sortBetween(
                    bound(in, query.after().get()), bound(in, query.before().get()));
        } else if (query.after().isPresent()) {
            return QueryConditional.sortGreaterThan(bound(in, query.after().get()));
        } else if (query.before().isPresent()) {
            return QueryConditional.sortLessThan(bound(in, query.before().get()));
        }
        return QueryConditional.keyEqualTo(key -> key.partitionValue(in));
    }

    private static boolean inside(Query query, String sort) {
        return query.after().filter(sort::equals).isEmpty()
                && query.before().filter(sort::equals).isEmpty();
    }
}
