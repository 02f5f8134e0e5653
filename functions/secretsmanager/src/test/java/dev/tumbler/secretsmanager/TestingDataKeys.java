package dev.tumbler.secretsmanager;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.sealing.DataKey;
import dev.tumbler.sealing.DataKeys;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A key service that knows a few keys, remembers its data keys, and counts what it is asked. */
final class TestingDataKeys implements DataKeys {
    static final String DEFAULT = "aws/secretsmanager";
    static final String ORDERS = "alias/orders";
    static final String BILLING = "alias/billing";

    private final SecureRandom random = new SecureRandom();
    private final Map<ByteBuffer, Made> made = new ConcurrentHashMap<>();
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private int generated;
    private int unwrapped;

    private record Made(DataKey key, Map<String, String> context) {}

    @Override
    public synchronized CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        String id = keyId.orElse(DEFAULT);
        if (disabled.contains(id) || !Set.of(DEFAULT, ORDERS, BILLING).contains(id)) {
            return CompletableFuture.failedFuture(
                    new AwsException(ErrorCode.ENCRYPTION_FAILURE, "Key '" + id + "' does not exist"));
        }
        generated++;
        byte[] plain = bytes();
        byte[] wrapped = bytes();
        made.put(ByteBuffer.wrap(wrapped), new Made(new DataKey(id, plain.clone(), wrapped), context));
        return CompletableFuture.completedFuture(new DataKey(id, plain, wrapped));
    }

    @Override
    public synchronized CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        Made found = made.get(ByteBuffer.wrap(wrappedKey));
        if (found == null
                || disabled.contains(keyId)
                || !found.key().keyId().equals(keyId)
                || !found.context().equals(context)) {
            return CompletableFuture.failedFuture(new AwsException(ErrorCode.DECRYPTION_FAILURE, "not mine"));
        }
        unwrapped++;
        return CompletableFuture.completedFuture(found.key().plain().clone());
    }

    void disable(String keyId) {
        disabled.add(keyId);
    }

    synchronized int generated() {
        return generated;
    }

    synchronized int unwrapped() {
        return unwrapped;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
