package dev.tumbler.store.dynamodb;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * What a failed call says about the write that it was to make.
 *
 * <table>
 * <caption>What DynamoDB or its client says</caption>
 * <tr><th>it says</th><th>so the write</th></tr>
 * <tr><td>a condition failed, alone or as a reason of a cancelled transaction</td><td>lost to the items shown</td></tr>
 * <tr><td>another transaction is at the same items</td><td>did not happen, and may succeed in a moment</td></tr>
 * <tr><td>throttled</td><td>did not happen, and may succeed in a while</td></tr>
 * <tr><td>an item is too large</td><td>did not happen, and never will</td></tr>
 * <tr><td>anything else that is the caller's fault</td><td>did not happen</td></tr>
 * <tr><td>its own fault, a transaction still in progress, a time-out, a lost connection, anything unheard of</td>
 *     <td>may or may not have happened</td></tr>
 * </table>
 */
sealed interface WriteFailure {

    /** Nothing was written, and this is the outcome. */
    record Decided(WriteOutcome outcome) implements WriteFailure {}

    /** Nothing was written: another transaction is at work on the same items. */
    record Contended() implements WriteFailure {}

    /** Nothing was written: there is too much to do. */
    record Throttled() implements WriteFailure {}

    /** Nothing was written, and trying again will not help. */
    record Refused() implements WriteFailure {}

    /** It may have been written, now or a moment later. */
    record Unknown() implements WriteFailure {}

    String CONDITION_FAILED = "ConditionalCheckFailed";
    String TRANSACTION_CONFLICT = "TransactionConflict";
    Set<String> THROTTLING_REASONS = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");
    String TOO_LARGE = "Item size";
    int FIRST_SERVICE_FAULT = 500;

    /**
     * Reads a failure.
     *
     * @param tooLarge the outcome, should DynamoDB find an item too large
     */
    static WriteFailure of(
            Throwable failure, List<Write> writes, TableSchema<Item> schema, WriteOutcome.TooLarge tooLarge) {
        if (failure instanceof ConditionalCheckFailedException failed) {
            return lostTo(Map.of(writes.get(0).key(), item(failed.hasItem(), failed.item(), schema)));
        } else if (failure instanceof TransactionCanceledException cancelled) {
            return cancelled(cancelled.cancellationReasons(), writes, schema, tooLarge);
        } else if (failure instanceof TransactionConflictException) {
            return new Contended();
        } else if (failure instanceof TransactionInProgressException) {
            return new Unknown();
        } else if (failure instanceof AwsServiceException refused) {
            return refused(refused, tooLarge);
        }
        return new Unknown();
    }

    /** Whether the client sent the request more than once, so that what an earlier one did is not known. */
    static boolean sentBefore(Throwable failure) {
        return !(failure instanceof SdkException sdk && Objects.equals(sdk.numAttempts(), 1));
    }

    private static WriteFailure lostTo(Map<Key, Optional<Item>> found) {
        return new Decided(new WriteOutcome.Conflict(found));
    }

    private static Optional<Item> item(boolean present, Map<String, AttributeValue> item, TableSchema<Item> schema) {
        return present ? Optional.of(schema.mapToItem(item)) : Optional.empty();
    }

    private static WriteFailure refused(AwsServiceException refused, WriteOutcome.TooLarge tooLarge) {
        if (refused.isThrottlingException()) {
            return new Throttled();
        } else if (refused.statusCode() >= FIRST_SERVICE_FAULT) {
            return new Unknown();
        }
        return saysTooLarge(refused.getMessage()) ? new Decided(tooLarge) : new Refused();
    }

    private static boolean saysTooLarge(String message) {
        return message != null && message.contains(TOO_LARGE);
    }

    private static WriteFailure cancelled(
            List<CancellationReason> reasons,
            List<Write> writes,
            TableSchema<Item> schema,
            WriteOutcome.TooLarge tooLarge) {
        Map<Key, Optional<Item>> found = new HashMap<>();
        for (int i = 0; i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            if (CONDITION_FAILED.equals(reason.code())) {
                found.put(writes.get(i).key(), item(reason.hasItem(), reason.item(), schema));
            }
        }
        if (!found.isEmpty()) {
            return lostTo(found);
        } else if (reasons.stream().anyMatch(reason -> saysTooLarge(reason.message()))) {
            return new Decided(tooLarge);
        } else if (reasons.stream().anyMatch(reason -> TRANSACTION_CONFLICT.equals(reason.code()))) {
            return new Contended();
        }
        boolean throttled = reasons.stream()
                .map(CancellationReason::code)
                .filter(Objects::nonNull)
                .anyMatch(THROTTLING_REASONS::contains);
        return throttled ? new Throttled() : new Refused();
    }
}
