package dev.tumbler.store.dynamodb;

import static dev.tumbler.store.contract.Stages.await;
import static dev.tumbler.store.contract.Stages.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Stamp;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** The table of what a failed call says about its write, row by row. */
class WriteFailureTest {
    private static final Item STANDING = item("a", 7);
    private static final Write PUT = new Write.Put(item("a", 1), Optional.empty());
    private static final Write OTHER_PUT = new Write.Put(item("b", 1), Optional.empty());

    private static Item item(String sort, long revision) {
        return new Item(new Key("partition", sort), Stamp.first(revision, 1), Map.of(), Map.of("text", sort));
    }

    private static Table table(FailingClient client) {
        return new DynamoDbTable(
                DynamoDbEnhancedAsyncClient.builder().dynamoDbClient(client).build(), "table", new Random(1));
    }

    private static WriteOutcome outcome(List<Write> writes, Throwable... failures) {
        return await(table(new FailingClient(List.of(failures))).write(writes));
    }

    /** The failure itself: a stage that is made from another wraps what it passes on. */
    private static Throwable refusal(List<Write> writes, Throwable... failures) {
        return awaitFailure(table(new FailingClient(List.of(failures))).write(writes))
                .getCause();
    }

    private static ConditionalCheckFailedException conditionFailed(int attempts) {
        return ConditionalCheckFailedException.builder()
                .item(ItemSchema.create().itemToMap(STANDING, true))
                .statusCode(400)
                .numAttempts(attempts)
                .build();
    }

    private static TransactionCanceledException cancelled(CancellationReason... reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(reasons)
                .statusCode(400)
                .numAttempts(1)
                .build();
    }

    private static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    private static AwsServiceException invalid(String message) {
        return DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(message)
                        .build())
                .statusCode(400)
                .numAttempts(1)
                .build();
    }

    private static ProvisionedThroughputExceededException throttled(int attempts) {
        return ProvisionedThroughputExceededException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .build())
                .statusCode(400)
                .numAttempts(attempts)
                .build();
    }

    @Test
    void aFailedConditionShowsWhatStands() {
        assertThat(outcome(List.of(PUT), conditionFailed(1)))
                .isEqualTo(new WriteOutcome.Conflict(Map.of(PUT.key(), Optional.of(STANDING))));
    }

    @Test
    void aFailedConditionAfterTheClientSentTheRequestAgainMayBeItsOwnDoing() {
        assertThat(outcome(List.of(PUT), conditionFailed(2))).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    void aFailedConditionOfATransactionIsShownForItsItem() {
        CancellationReason failed = CancellationReason.builder()
                .code(WriteFailure.CONDITION_FAILED)
                .item(ItemSchema.create().itemToMap(STANDING, true))
                .build();

        assertThat(outcome(List.of(OTHER_PUT, PUT), cancelled(reason("None"), failed)))
                .isEqualTo(new WriteOutcome.Conflict(Map.of(PUT.key(), Optional.of(STANDING))));
        assertThat(outcome(List.of(PUT, OTHER_PUT), cancelled(reason(WriteFailure.CONDITION_FAILED), reason("None"))))
                .isEqualTo(new WriteOutcome.Conflict(Map.of(PUT.key(), Optional.empty())));
    }

    @Test
    void anotherTransactionAtTheSameItemsIsWaitedFor() {
        TransactionConflictException alone = TransactionConflictException.builder()
                .statusCode(400)
                .numAttempts(1)
                .build();

        assertThat(outcome(List.of(PUT), alone, alone)).isInstanceOf(WriteOutcome.Written.class);
        assertThat(outcome(
                        List.of(PUT, OTHER_PUT), cancelled(reason("None"), reason(WriteFailure.TRANSACTION_CONFLICT))))
                .isInstanceOf(WriteOutcome.Written.class);
        assertThat(outcome(List.of(PUT), Collections.nCopies(100, alone).toArray(Throwable[]::new)))
                .isEqualTo(new WriteOutcome.Conflict(Map.of()));
    }

    @Test
    void throttlingIsWaitedForAndThenARefusal() {
        Throwable[] always = Collections.nCopies(100, throttled(1)).toArray(Throwable[]::new);

        assertThat(outcome(List.of(PUT), throttled(1))).isInstanceOf(WriteOutcome.Written.class);
        assertThat(outcome(List.of(PUT, OTHER_PUT), cancelled(reason("ThrottlingError"), reason("None"))))
                .isInstanceOf(WriteOutcome.Written.class);
        assertThat(refusal(List.of(PUT), always)).isInstanceOf(ProvisionedThroughputExceededException.class);
    }

    @Test
    void aConditionThatFailsAfterThrottlingInDoubtStaysInDoubt() {
        assertThat(outcome(List.of(PUT), throttled(3), conditionFailed(1))).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    void whatIsTooLargeForDynamoDbIsTooLarge() {
        CancellationReason tooLarge = CancellationReason.builder()
                .code("ValidationError")
                .message("Item size has exceeded the maximum allowed size")
                .build();

        assertThat(outcome(List.of(PUT), invalid("Item size has exceeded the maximum allowed size")))
                .isInstanceOf(WriteOutcome.TooLarge.class);
        assertThat(outcome(List.of(PUT, OTHER_PUT), cancelled(tooLarge, reason("None"))))
                .isInstanceOf(WriteOutcome.TooLarge.class);
    }

    @Test
    void anyOtherRefusalMeansThatNothingWasWritten() {
        AwsServiceException refused = invalid("no such table");

        assertThat(refusal(List.of(PUT), refused)).isSameAs(refused);
        TransactionCanceledException cancelled = cancelled(reason("AccessDenied"), reason("None"));
        assertThat(refusal(List.of(PUT, OTHER_PUT), cancelled)).isSameAs(cancelled);
    }

    @Test
    void whateverMayHaveReachedTheTableIsUnknown() {
        List<Throwable> doubts = List.of(
                InternalServerErrorException.builder()
                        .statusCode(500)
                        .numAttempts(1)
                        .build(),
                TransactionInProgressException.builder()
                        .statusCode(400)
                        .numAttempts(1)
                        .build(),
                ApiCallTimeoutException.create(100),
                SdkClientException.create("the connection was closed", new IOException()),
                new IllegalStateException("unheard of"));

        doubts.forEach(doubt -> assertThat(outcome(List.of(PUT), doubt)).isEqualTo(new WriteOutcome.Unknown(doubt)));
    }
}
