package dev.tumbler.domain.store;

import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where database instances rest. The promises are those of {@link SecretStore}. */
public interface DbInstanceStore {

    CompletionStage<Optional<DbInstance>> get(DbInstanceId id);

    /** As {@link SecretStore#update}. */
    <R> CompletionStage<R> update(DbInstanceId id, Function<Optional<DbInstance>, Decision<DbInstance, R>> decide);

    /** The instances of one account and region by identifier. */
    CompletionStage<Page<DbInstance>> list(String account, String region, Optional<String> after, int limit);

    /** Every instance of every account and region: what a router starts again. */
    CompletionStage<List<DbInstanceId>> all();
}
