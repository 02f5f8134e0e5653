package dev.tumbler.domain.store;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where database instances rest. The promises are those of {@link SecretStore}. */
public interface DatabaseStore {

    CompletionStage<Optional<Database>> get(DatabaseId id);

    /** As {@link SecretStore#update}. */
    <R> CompletionStage<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide);

    /** The instances of one account and region by identifier. */
    CompletionStage<Page<Database>> list(String account, String region, Optional<String> after, int limit);

    /** Every instance of every account and region: what a router starts again. */
    CompletionStage<List<DatabaseId>> all();
}
