package dev.tumbler.rds;

import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.database.DbInstanceLifecycle;
import dev.tumbler.domain.database.MasterUser.ManagedSecret;
import dev.tumbler.domain.secret.Secret;
import dev.tumbler.domain.store.DbInstanceStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.domain.store.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Database instances together with the secrets that hold their master passwords. */
@Singleton
public class DbInstances {
    private final DbInstanceStore store;
    private final SecretStore secrets;
    private final MasterKeys keys;

    @Inject
    public DbInstances(DbInstanceStore store, SecretStore secrets, MasterKeys keys) {
        this.store = store;
        this.secrets = secrets;
        this.keys = keys;
    }

    Uni<DbInstance> find(DbInstanceId id) {
        return Uni.createFrom()
                .completionStage(() -> store.get(id))
                .map(stored -> DbInstanceLifecycle.found(stored, id));
    }

    <R> Uni<R> update(DbInstanceId id, Function<Optional<DbInstance>, Decision<DbInstance, R>> decide) {
        return Uni.createFrom().completionStage(() -> store.update(id, decide));
    }

    /**
     * Stores what a decision makes of an instance. It is asked twice: first about the status that everybody sees, which
     * counts a rotation that is under way too, then about what is stored.
     */
    Uni<DBInstance> change(DbInstanceId id, Function<DbInstance, Decision<DbInstance, DbInstance>> decide) {
        return find(id).chain(this::asShown)
                .map(decide)
                .chain(allowed -> update(id, stored -> decide.apply(DbInstanceLifecycle.found(stored, id))))
                .chain(this::describe);
    }

    /** Tags are nothing that a server has to follow, so they may change in every status. */
    Uni<DbInstance> changeTags(DbInstanceId id, UnaryOperator<Map<String, String>> change) {
        return update(id, stored -> {
            DbInstance instance = DbInstanceLifecycle.found(stored, id);
            DbInstance next = instance.with(
                    instance.settings().with(change.apply(instance.settings().tags())));
            return Decision.write(next, next);
        });
    }

    /** The instance in the status that answers show. */
    Uni<DbInstance> asShown(DbInstance instance) {
        return secretOf(instance).map(secret -> instance.with(DbInstanceAnswer.status(instance, secret)));
    }

    /** The secret of a managed master password, as far as it exists yet. */
    Uni<Optional<Secret>> secretOf(DbInstance instance) {
        return instance.master().managed().map(this::secret).orElseGet(() -> Uni.createFrom()
                .item(Optional.empty()));
    }

    private Uni<Optional<Secret>> secret(ManagedSecret managed) {
        return Uni.createFrom()
                .completionStage(() -> secrets.current(managed.id()))
                .map(found -> found.map(SecretStore.Current::secret));
    }

    /** The instance as answers show it. */
    Uni<DBInstance> describe(DbInstance instance) {
        return Uni.combine()
                .all()
                .unis(secretOf(instance), keyArn(instance))
                .asTuple()
                .map(parts -> DbInstanceAnswer.of(instance, parts.getItem1(), parts.getItem2()));
    }

    private Uni<Optional<String>> keyArn(DbInstance instance) {
        return instance.master()
                .managed()
                .map(managed -> keys.arn(instance.id(), managed).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
