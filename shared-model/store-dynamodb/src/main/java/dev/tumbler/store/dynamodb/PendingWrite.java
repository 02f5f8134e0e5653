package dev.tumbler.store.dynamodb;

import dev.tumbler.store.Item;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * One batch under way: sent again while DynamoDB is busy, and never taken for refused unless all that was sent is known to
 * be.
 *
 * <p>The SDK's client sends a request again by itself after a lost answer. If the first one was written, the second meets
 * it and is refused, as if somebody else had won. The number of attempts that the failure carries tells; then the outcome
 * is unknown, and whoever asked reads again. This does not depend on how the client was configured, nor on the token by
 * which DynamoDB recognises a repeated transaction.
 *
 * @param send sends the batch once more
 */
record PendingWrite(
        Supplier<CompletableFuture<Void>> send,
        List<Write> writes,
        TableSchema<Item> schema,
        WriteOutcome.TooLarge tooLarge,
        RandomGenerator random) {
    private static final int MOST_TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 20;

    CompletionStage<WriteOutcome> start() {
        return attempt(1, false);
    }

    private CompletionStage<WriteOutcome> attempt(int tries, boolean doubtful) {
        return send.get()
                .<CompletionStage<WriteOutcome>>handle((sent, failure) -> failure == null
                        ? CompletableFuture.completedStage(new WriteOutcome.Written())
                        : failed(unwrapped(failure), tries, doubtful))
                .thenCompose(Function.identity());
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private CompletionStage<WriteOutcome> failed(Throwable failure, int tries, boolean doubtfulBefore) {
        boolean doubtful = doubtfulBefore || WriteFailure.sentBefore(failure);
        WriteFailure read = WriteFailure.of(failure, writes, schema, tooLarge);
        boolean busy = read instanceof WriteFailure.Contended || read instanceof WriteFailure.Throttled;
        if (busy && tries < MOST_TRIES) {
            return later(tries, () -> attempt(tries + 1, doubtful));
        } else if (doubtful || read instanceof WriteFailure.Unknown) {
            return CompletableFuture.completedStage(new WriteOutcome.Unknown(failure));
        } else if (read instanceof WriteFailure.Decided decided) {
            return CompletableFuture.completedStage(decided.outcome());
        } else if (read instanceof WriteFailure.Contended) {
            return CompletableFuture.completedStage(new WriteOutcome.Conflict(Map.of()));
        }
        return CompletableFuture.failedStage(failure);
    }

    /** A random part of a time that doubles with each try, so that those who met once do not meet again. */
    private CompletionStage<WriteOutcome> later(int tries, Supplier<CompletionStage<WriteOutcome>> next) {
        long millis = 1 + random.nextLong(FIRST_PAUSE_MILLIS << tries);
        return CompletableFuture.supplyAsync(next, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .thenCompose(Function.identity());
    }
}
