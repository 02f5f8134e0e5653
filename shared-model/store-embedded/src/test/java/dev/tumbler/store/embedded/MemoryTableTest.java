package dev.tumbler.store.embedded;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.StoreContract;
import org.junit.jupiter.api.AfterEach;

/** The table in memory passes every contract. */
class MemoryTableTest extends StoreContract {
    private final EmbeddedTable table = EmbeddedTable.inMemory();

    @AfterEach
    void close() {
        table.close();
    }

    @Override
    protected Table table() {
        return table;
    }

    /** The table in a folder is held to more, and both are at night. */
    @Override
    protected int listedSecrets() {
        return 10_000;
    }
}
