package dev.tumbler.rds;

import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Databases together with the secrets that hold their master passwords. */
@Singleton
public class Databases {
    private final DatabaseStore store;
    private final SecretStore secrets;
    private final MasterKeys keys;

    @Inject
    public Databases(DatabaseStore store, SecretStore secrets, MasterKeys keys) {
        this.store = store;
        this.secrets = secrets;
        this.keys = keys;
    }

    /** The database that an identifier leads to: for a member of a cluster that is the cluster. */
    Uni<Database> find(DatabaseId id) {
        return Uni.createFrom().completionStage(() -> store.get(id)).map(stored -> DatabaseLifecycle.found(stored, id));
    }

    <R> Uni<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide) {
        return Uni.createFrom().completionStage(() -> store.update(id, decide));
    }

    /**
     * Stores what a decision makes of a database. It is asked twice: first about the status that everybody sees, which
     * counts a rotation that is under way too, then about what is stored.
     */
    Uni<Database> change(DatabaseId id, Function<Database, Decision<Database, Database>> decide) {
        return find(id).chain(this::asShown)
                .call(shown -> Uni.createFrom().item(() -> decide.apply(shown)))
                .chain(shown -> changeStored(shown.id(), decide));
    }

    private Uni<Database> changeStored(DatabaseId id, Function<Database, Decision<Database, Database>> decide) {
        return update(id, stored -> decide.apply(DatabaseLifecycle.found(stored, id)));
    }

    /** Tags are nothing that a server has to follow, so they may change in every status. */
    Uni<Database> changeTags(DatabaseId id, UnaryOperator<Map<String, String>> change) {
        return find(id).chain(found -> changeStored(found.id(), stored -> {
            if (!stored.id().equals(id)) {
                return DatabaseLifecycle.change(
                        stored, id, member -> Optional.of(member.with(change.apply(member.tags()))));
            }
            Database next = stored.with(
                    stored.settings().with(change.apply(stored.settings().tags())));
            return Decision.write(next, next);
        }));
    }

    /** The database in the status that answers show. */
    Uni<Database> asShown(Database database) {
        return secretOf(database).map(secret -> database.with(DatabaseView.status(database, secret)));
    }

    /** The database, or AWS's error: two ways of changing one password must not meet. */
    Uni<Database> modifiable(Database database) {
        return secretOf(database)
                .map(secret -> DatabaseView.rotating(secret)
                        ? DatabaseLifecycle.available(database.with(DatabaseView.status(database, secret)))
                        : DatabaseLifecycle.modifiable(database));
    }

    /** The secret of a managed master password, as far as it exists yet. */
    private Uni<Optional<Secret>> secretOf(Database database) {
        return database.master().managed().map(this::secret).orElseGet(() -> Uni.createFrom()
                .item(Optional.empty()));
    }

    private Uni<Optional<Secret>> secret(ManagedSecret managed) {
        return Uni.createFrom()
                .completionStage(() -> secrets.current(managed.id()))
                .map(found -> found.map(SecretStore.Current::secret));
    }

    /** The instance that was asked for, as answers show it: the database that was found, or a member of it. */
    Uni<DBInstance> instance(DatabaseId asked, Database found) {
        return view(found).map(view -> DbInstanceAnswer.of(asked, view));
    }

    /** The cluster as answers show it. */
    Uni<DBCluster> cluster(Database found) {
        return view(found).map(DbClusterAnswer::of);
    }

    private Uni<DatabaseView> view(Database database) {
        return Uni.combine()
                .all()
                .unis(secretOf(database), keyArn(database))
                .asTuple()
                .map(parts -> new DatabaseView(database, parts.getItem1(), parts.getItem2()));
    }

    private Uni<Optional<String>> keyArn(Database database) {
        return database.master()
                .managed()
                .map(managed -> keys.arn(database.id(), managed).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
