package dev.tumbler.standins.kms;

import dev.tumbler.domain.store.Decision;
import dev.tumbler.store.Table;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.embedded.EmbeddedTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

class AliasesExactlyOnceTest extends ExactlyOnceContract {
    private static final AliasId ID = new AliasId("123456789012", "us-east-1", "alias/counted");

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
        return new CountingAlias(new KeyStore(over, new SecureRandom()));
    }

    /** Counts in the id of the key. */
    private record CountingAlias(KeyStore store) implements Counter {
        @Override
        public CompletionStage<?> create() {
            return store.update(ID, stored -> Decision.write(alias(0), true));
        }

        private static Alias alias(int count) {
            return new Alias(ID, Integer.toString(count), Instant.EPOCH, Instant.EPOCH);
        }

        @Override
        public CompletionStage<Integer> count() {
            return store.update(ID, stored -> {
                int next = count(stored.orElseThrow()) + 1;
                return Decision.write(alias(next), next);
            });
        }

        private static int count(Alias alias) {
            return Integer.parseInt(alias.keyId());
        }

        @Override
        public CompletionStage<Optional<Integer>> counted() {
            return store.alias(ID).thenApply(found -> found.map(CountingAlias::count));
        }

        @Override
        public CompletionStage<?> erase() {
            return store.update(ID, stored -> Decision.<Alias, Boolean>erase(true));
        }
    }
}
