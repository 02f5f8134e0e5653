package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A store of instances in which something else happens just before the next write. */
final class DisturbedInstances implements DatabaseStore {
    private final DatabaseStore store;
    private Runnable disturbance = () -> {};
    private Runnable disturbanceOfReaders = () -> {};

    DisturbedInstances(DatabaseStore store) {
        this.store = store;
    }

    void beforeNextWrite(Runnable next) {
        disturbance = next;
    }

    void afterNextRead(Runnable next) {
        disturbanceOfReaders = next;
    }

    @Override
    public <R> CompletionStage<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide) {
        Runnable now = disturbance;
        disturbance = () -> {};
        now.run();
        return store.update(id, decide);
    }

    @Override
    public CompletionStage<Optional<Database>> get(DatabaseId id) {
        Optional<Database> read = store.get(id).toCompletableFuture().join();
        Runnable now = disturbanceOfReaders;
        disturbanceOfReaders = () -> {};
        now.run();
        return CompletableFuture.completedStage(read);
    }

    @Override
    public CompletionStage<Page<DatabaseId>> list(
            DatabaseKind kind, String account, String region, Optional<String> after, int limit) {
        return store.list(kind, account, region, after, limit);
    }

    @Override
    public CompletionStage<List<DatabaseId>> all() {
        return store.all();
    }

    @Override
    public CompletionStage<List<DatabaseId>> due(Instant until, int limit) {
        return store.due(until, limit);
    }
}
