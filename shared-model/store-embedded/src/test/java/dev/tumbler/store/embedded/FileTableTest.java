package dev.tumbler.store.embedded;

import dev.tumbler.store.Table;
import dev.tumbler.store.contract.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The table in a folder passes every contract. */
class FileTableTest extends StoreContract {
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

    @Override
    protected Table table() {
        return table;
    }

    /** As many as the contract asks for take the better part of a minute: those are for the night. */
    @Override
    protected int listedSecrets() {
        return 20_000;
    }
}
