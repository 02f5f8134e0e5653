package dev.tumbler.simulation;

import dev.tumbler.sealing.DataKey;
import dev.tumbler.sealing.DataKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A key service that wraps nothing: what is sealed stays in this process. */
final class SimulatedKeys implements DataKeys {
    private static final int KEY_BYTES = 32;

    private final Random random;

    SimulatedKeys(Random random) {
        this.random = random;
    }

    @Override
    public CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return CompletableFuture.completedStage(new DataKey("aws/secretsmanager", key, key.clone()));
    }

    @Override
    public CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context) {
        return CompletableFuture.completedStage(wrappedKey.clone());
    }
}
