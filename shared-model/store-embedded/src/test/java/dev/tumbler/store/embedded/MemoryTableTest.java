package dev.tumbler.store.embedded;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.DbInstanceStoreContract;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.contract.ListingContract;
import dev.tumbler.store.contract.RandomSequenceContract;
import dev.tumbler.store.contract.SecretStoreContract;
import dev.tumbler.store.contract.TableContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The table in memory passes every contract. */
class MemoryTableTest {
    private final EmbeddedTable table = EmbeddedTable.inMemory();

    @AfterEach
    void close() {
        table.close();
    }

    @Nested
    class AsTable extends TableContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class AsSecretStore extends SecretStoreContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class AsDbInstanceStore extends DbInstanceStoreContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class ExactlyOnce extends ExactlyOnceContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class InRandomSequences extends RandomSequenceContract {
        @Override
        protected Table table() {
            return table;
        }
    }

    @Nested
    class Listing extends ListingContract {
        @Override
        protected Table table() {
            return table;
        }
    }
}
