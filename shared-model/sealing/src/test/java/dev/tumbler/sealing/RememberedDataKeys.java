package dev.tumbler.sealing;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** A key service that remembers each data key with what it was made for. */
final class RememberedDataKeys implements DataKeys {
    private final RandomGenerator random;
    private final Map<ByteBuffer, Made> made = new HashMap<>();

    private record Made(DataKey key, Map<String, String> context) {}

    RememberedDataKeys(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        DataKey key = new DataKey(keyId.orElse("aws/secretsmanager"), bytes(), bytes());
        DataKey kept =
                new DataKey(key.keyId(), key.plain().clone(), key.wrapped().clone());
        made.put(ByteBuffer.wrap(kept.wrapped()), new Made(kept, context));
        return CompletableFuture.completedFuture(key);
    }

    @Override
    public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        Made found = made.get(ByteBuffer.wrap(wrappedKey));
        if (found == null
                || !found.key().keyId().equals(keyId)
                || !found.context().equals(context)) {
            return CompletableFuture.failedFuture(new AwsException(ErrorCode.DECRYPTION_FAILURE, "not mine"));
        }
        return CompletableFuture.completedFuture(found.key().plain().clone());
    }

    /** Gives every data key for whatever context is asked, so that only the sealer's own check is left. */
    DataKeys careless() {
        return new DataKeys() {
            @Override
            public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
                return RememberedDataKeys.this.generate(keyId, context);
            }

            @Override
            public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
                Made found = made.get(ByteBuffer.wrap(wrappedKey));
                return RememberedDataKeys.this.unwrap(keyId, wrappedKey, found.context());
            }
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
