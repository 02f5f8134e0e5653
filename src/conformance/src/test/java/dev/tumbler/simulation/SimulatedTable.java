package dev.tumbler.simulation;

import dev.tumbler.simulation.Boundary.Lost;
import dev.tumbler.store.Item;
import dev.tumbler.store.Key;
import dev.tumbler.store.Query;
import dev.tumbler.store.Table;
import dev.tumbler.store.Write;
import dev.tumbler.store.WriteOutcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The table as one process sees it. It answers on the caller's thread, so that a seed tells one story. */
final class SimulatedTable implements Table {
    private final Table table;
    private final Boundary boundary;

    SimulatedTable(Table table, Boundary boundary) {
        this.table = table;
        this.boundary = boundary;
    }

    @Override
    public CompletionStage<Optional<Item>> get(Key key) {
        return boundary.look("get", answered(() -> table.get(key))).subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<WriteOutcome> write(List<Write> writes) {
        return boundary.effect("write", answered(() -> table.write(writes)))
                .onFailure(Lost.class)
                .recoverWithItem(WriteOutcome.Unknown::new)
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<List<Item>> query(Query query) {
        return boundary.look("query", answered(() -> table.query(query))).subscribeAsCompletionStage();
    }

    private static <T> Supplier<Uni<T>> answered(Supplier<CompletionStage<T>> question) {
        return () ->
                Uni.createFrom().item(() -> question.get().toCompletableFuture().join());
    }
}
