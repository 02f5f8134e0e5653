package dev.tumbler.rds;

import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.store.DbInstanceStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A store of instances in which something else happens just before the next write. */
final class DisturbedInstances implements DbInstanceStore {
    private final DbInstanceStore store;
    private Runnable disturbance = () -> {};

    DisturbedInstances(DbInstanceStore store) {
        this.store = store;
    }

    void beforeNextWrite(Runnable next) {
        disturbance = next;
    }

    @Override
    public <R> CompletionStage<R> update(
            DbInstanceId id, Function<Optional<DbInstance>, Decision<DbInstance, R>> decide) {
        Runnable now = disturbance;
        disturbance = () -> {};
        now.run();
        return store.update(id, decide);
    }

    @Override
    public CompletionStage<Optional<DbInstance>> get(DbInstanceId id) {
        return store.get(id);
    }

    @Override
    public CompletionStage<Page<DbInstance>> list(String account, String region, Optional<String> after, int limit) {
        return store.list(account, region, after, limit);
    }

    @Override
    public CompletionStage<List<DbInstanceId>> all() {
        return store.all();
    }
}
