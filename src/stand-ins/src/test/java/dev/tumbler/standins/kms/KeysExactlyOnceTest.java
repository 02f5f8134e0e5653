package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.store.Table;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.embedded.EmbeddedTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

class KeysExactlyOnceTest extends ExactlyOnceContract {
    private static final KeyId ID = new KeyId("123456789012", "us-east-1", "counted");

    private final EmbeddedTable table = EmbeddedTable.inMemory();

    @AfterEach
    void close() {
        table.close();
    }

    @Override
    protected Table table() {
        return table;
    }

    @Override
    protected Counter counter(Table over) {
        return new CountingKey(new KeyStore(over, new SecureRandom()));
    }

    private static KmsKey newKey() {
        return new KmsKey(
                ID, false, "", KeyState.ENABLED, Optional.empty(), Instant.EPOCH, "0", Map.of(), List.of(), new byte[] {
                    1
                });
    }

    /** Counts in the policy. */
    private record CountingKey(KeyStore store) implements Counter {
        @Override
        public CompletionStage<?> create() {
            return store.update(ID, stored -> Decision.write(newKey(), true));
        }

        @Override
        public CompletionStage<Integer> count() {
            return store.update(ID, stored -> {
                int next = count(stored.orElseThrow()) + 1;
                return Decision.write(stored.orElseThrow().withPolicy(Integer.toString(next)), next);
            });
        }

        private static int count(KmsKey key) {
            return Integer.parseInt(key.policy());
        }

        @Override
        public CompletionStage<Optional<Integer>> counted() {
            return store.key(ID).thenApply(found -> found.map(CountingKey::count));
        }

        @Override
        public CompletionStage<?> erase() {
            return store.update(ID, stored -> Decision.<KmsKey, Boolean>erase(true));
        }
    }
}
