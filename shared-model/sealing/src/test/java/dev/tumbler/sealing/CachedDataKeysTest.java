package dev.tumbler.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CachedDataKeysTest {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 2;
    private static final Map<String, String> CONTEXT = Map.of("SecretARN", "arn", "SecretVersionId", "1");

    private final TestingClock clock = new TestingClock();
    private final Service service = new Service();
    private final CachedDataKeys cached = new CachedDataKeys(service, clock, LIFE, MOST);

    /** Opens every key, remembers which it was asked for, and answers when it is told to. */
    private static final class Service implements DataKeys {
        private final List<Byte> asked = new ArrayList<>();
        private CompletableFuture<Void> answering = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
            return CompletableFuture.completedFuture(new DataKey(keyId.orElse("default"), new byte[32], new byte[32]));
        }

        @Override
        public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
            asked.add(wrappedKey[0]);
            return answering.thenApply(now -> new byte[] {wrappedKey[0], 7});
        }
    }

    private CompletionStage<byte[]> start(String keyId, int wrapped, Map<String, String> context) {
        return cached.unwrap(keyId, new byte[] {(byte) wrapped}, context);
    }

    private byte[] unwrap(int wrapped) {
        return start("key", wrapped, CONTEXT).toCompletableFuture().join();
    }

    @Test
    void aKeyIsAskedForOnce() {
        assertThat(unwrap(1)).containsExactly(1, 7);
        assertThat(unwrap(1)).containsExactly(1, 7);
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void whoWipesItsCopySpoilsNoOther() {
        Arrays.fill(unwrap(1), (byte) 0);
        Arrays.fill(unwrap(1), (byte) 0);
        assertThat(unwrap(1)).containsExactly(1, 7);
    }

    @Test
    void anotherContextOrKeyIsAskedForAgain() {
        unwrap(1);
        start("key", 1, Map.of("SecretARN", "arn", "SecretVersionId", "2"));
        start("other", 1, CONTEXT);
        assertThat(service.asked).hasSize(3);
    }

    @Test
    void aKeyIsKeptForItsTimeAndNoLonger() {
        unwrap(1);
        clock.advance(LIFE.minusNanos(1));
        unwrap(1);
        assertThat(service.asked).hasSize(1);
        clock.advance(Duration.ofNanos(1));
        unwrap(1);
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void readingDoesNotProlongAKeysTime() {
        unwrap(1);
        clock.advance(LIFE.dividedBy(2));
        unwrap(1);
        clock.advance(LIFE.dividedBy(2));
        unwrap(1);
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        unwrap(1);
        unwrap(2);
        unwrap(3);
        unwrap(3);
        unwrap(2);
        unwrap(1);
        assertThat(service.asked).containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 1);
    }

    @Test
    void aForgottenKeyIsAskedForAgainAndTheOthersStay() {
        unwrap(1);
        start("other", 2, CONTEXT);
        cached.forget("key");
        unwrap(1);
        start("other", 2, CONTEXT);
        assertThat(service.asked).containsExactly((byte) 1, (byte) 2, (byte) 1);
    }

    @Test
    void whatWasAskedForBeforeAKeyWasForgottenIsNotKept() {
        service.answering = new CompletableFuture<>();
        CompletionStage<byte[]> underWay = start("key", 1, CONTEXT);
        cached.forget("key");
        service.answering.complete(null);

        assertThat(underWay.toCompletableFuture().join()).containsExactly(1, 7);
        unwrap(1);
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void aFailureIsNotKept() {
        service.answering = CompletableFuture.failedFuture(new IllegalStateException("no"));
        assertThat(start("key", 1, CONTEXT).toCompletableFuture()).isCompletedExceptionally();
        service.answering = CompletableFuture.completedFuture(null);
        assertThat(unwrap(1)).containsExactly(1, 7);
    }
}
