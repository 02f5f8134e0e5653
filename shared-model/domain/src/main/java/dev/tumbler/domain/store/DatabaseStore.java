package dev.tumbler.domain.store;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where databases rest. The promises are those of {@link SecretStore}. */
public interface DatabaseStore {

    /** The database that an identifier leads to: for a member of a cluster that is the cluster. */
    CompletionStage<Optional<Database>> get(DatabaseId id);

    /**
     * As {@link SecretStore#update}. A member of a cluster is no database of its own: it is changed with its cluster. Where
     * a new instance or member has an identifier that is taken, by an instance or a member, the stage fails with AWS's error
     * for that.
     */
    <R> CompletionStage<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide);

    /** The identifiers of a kind in one account and region, in their order. Those of instances include members of clusters. */
    CompletionStage<Page<DatabaseId>> list(
            DatabaseKind kind, String account, String region, Optional<String> after, int limit);

    /**
     * Every database of every account and region but the stopped ones: what a router starts again. Members have their
     * cluster's server.
     */
    CompletionStage<List<DatabaseId>> all();

    /** Stopped databases that are to be started by then, the longest due first. */
    CompletionStage<List<DatabaseId>> due(Instant until, int limit);
}
