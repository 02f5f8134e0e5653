package dev.tumbler.sealing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The key service: it makes data keys and opens the ones it made.
 *
 * <p>A stage may complete on any thread. It fails with an {@code AwsException} for a key that does not exist or may not
 * be used, and for a wrapped key that is not its own or was made for another context.
 */
public interface DataKeys {

    /**
     * A new AES-256 key.
     *
     * @param keyId the key that wraps it, in any form that callers name keys; empty for {@code aws/secretsmanager}
     * @param context what the key is for; only the same context opens it again
     */
    CompletionStage<DataKey> generate(Optional<String> keyId, Map<String, String> context);

    /** The plain data key, in an array of its own that the caller wipes after use. */
    CompletionStage<byte[]> unwrap(String keyId, byte[] wrappedKey, Map<String, String> context);
}
