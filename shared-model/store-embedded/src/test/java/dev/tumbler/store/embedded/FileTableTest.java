package dev.tumbler.store.embedded;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.DbInstanceStoreContract;
import dev.tumbler.store.contract.ExactlyOnceContract;
import dev.tumbler.store.contract.ListingContract;
import dev.tumbler.store.contract.RandomSequenceContract;
import dev.tumbler.store.contract.SecretStoreContract;
import dev.tumbler.store.contract.TableContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The table in a folder passes every contract. */
class FileTableTest {
    @TempDir
    private Path folder;

    private EmbeddedTable table;

    @BeforeEach
    void open() {
        table = EmbeddedTable.open(folder);
    }

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
