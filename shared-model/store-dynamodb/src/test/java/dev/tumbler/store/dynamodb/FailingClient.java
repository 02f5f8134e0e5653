package dev.tumbler.store.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A client whose calls fail one after the other as it was told, and succeed afterwards. */
final class FailingClient implements DynamoDbAsyncClient {
    private final Deque<Throwable> failures;

    FailingClient(List<Throwable> failures) {
        this.failures = new ArrayDeque<>(failures);
    }

    private <T> CompletableFuture<T> next(Supplier<T> success) {
        Optional<Throwable> failure = Optional.ofNullable(failures.poll());
        return failure.map(CompletableFuture::<T>failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(success.get()));
    }

    @Override
    public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
        return next(() -> PutItemResponse.builder().build());
    }

    @Override
    public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
        return next(() -> DeleteItemResponse.builder().build());
    }

    @Override
    public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(TransactWriteItemsRequest request) {
        return next(() -> TransactWriteItemsResponse.builder().build());
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        failures.clear();
    }
}
