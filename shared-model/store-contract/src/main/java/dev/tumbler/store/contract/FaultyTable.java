package dev.tumbler.store.contract;

import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A table whose writes fail as a schedule says: refused, beaten by another write, or with their answer lost before they
 * reach the table or after they are written. Reads fail where a second schedule says so.
 */
public final class FaultyTable implements Table {

    /** What befalls a write. */
    public enum Fault {
        NONE,
        LOST_BEFORE,
        LOST_AFTER,
        /** Nothing is written, and the answer is that another write came first. */
        LOST_RACE,
        REFUSED
    }

    private final Table table;
    private final Supplier<Fault> schedule;
    private final BooleanSupplier failsRead;

    /** Asks the schedule anew for each write; it must be safe to use by several threads at once. */
    public FaultyTable(Table table, Supplier<Fault> schedule) {
        this(table, schedule, () -> false);
    }

    /** As above, and asks for each read of an item whether it fails. */
    public FaultyTable(Table table, Supplier<Fault> schedule, BooleanSupplier failsRead) {
        this.table = table;
        this.schedule = schedule;
        this.failsRead = failsRead;
    }

    @Override
    public CompletionStage<Optional<Item>> get(Key key) {
        return failsRead.getAsBoolean()
                ? CompletableFuture.failedStage(new IOException("the read failed"))
                : table.get(key);
    }

    @Override
    public CompletionStage<WriteOutcome> write(List<Write> writes) {
        return switch (schedule.get()) {
            case NONE -> table.write(writes);
            case LOST_BEFORE -> CompletableFuture.completedStage(lost());
            case LOST_AFTER -> table.write(writes).thenApply(outcome -> lost());
            case LOST_RACE -> CompletableFuture.completedStage(new WriteOutcome.Conflict(Map.of()));
            case REFUSED -> CompletableFuture.failedStage(new IllegalStateException("refused"));
        };
    }

    private static WriteOutcome lost() {
        return new WriteOutcome.Unknown(new IOException("the answer was lost"));
    }

    @Override
    public CompletionStage<List<Item>> query(Query query) {
        return table.query(query);
    }
}
