package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DbInstance;
import dev.tumbler.domain.database.DbInstanceId;
import dev.tumbler.domain.database.DbInstanceLifecycle;
import dev.tumbler.domain.database.MasterUser.PasswordReset;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.store.DbInstanceStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Brings the world to what is stored of an instance: its secret, its server, its master password, in that order.
 *
 * <p>The order is what makes every crash harmless. The new password is stored with the instance before anything else
 * hears of it. The secret comes before the server, so that the password can be read as soon as it logs in. The server
 * comes last, and only then is the instance settled. A run that was cut off anywhere is simply done again.
 */
@Singleton
public class ServerConvergence {
    private static final Logger LOG = Logger.getLogger(ServerConvergence.class);

    private final DbInstanceStore instances;
    private final ManagedSecrets secrets;
    private final DatabaseServers servers;
    private final Sealer sealer;

    /** The last run for each instance: the next one waits for it, so that no two work on one server. */
    private final Map<DbInstanceId, CompletableFuture<Void>> runs = new ConcurrentHashMap<>();

    @Inject
    public ServerConvergence(
            DbInstanceStore instances, ManagedSecrets secrets, DatabaseServers servers, Sealer sealer) {
        this.instances = instances;
        this.secrets = secrets;
        this.servers = servers;
        this.sealer = sealer;
    }

    /** Completes when the instance is settled, gone or failed; its status tells which. */
    public Uni<Void> converge(DbInstanceId id) {
        CompletableFuture<Void> run = runs.compute(id, (same, last) -> after(last)
                .thenComposeAsync(ready -> run(id), Infrastructure.getDefaultExecutor()));
        return Uni.createFrom().completionStage(run).onTermination().invoke(() -> runs.remove(id, run));
    }

    private static CompletableFuture<Void> after(CompletableFuture<Void> last) {
        return last == null ? CompletableFuture.completedFuture(null) : last.exceptionally(failed -> null);
    }

    private CompletableFuture<Void> run(DbInstanceId id) {
        return Uni.createFrom()
                .completionStage(() -> instances.get(id))
                .chain(found ->
                        found.map(this::bringAbout).orElse(Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> failed(id, failure))
                .subscribeAsCompletionStage();
    }

    private Uni<Void> bringAbout(DbInstance instance) {
        return switch (instance.status()) {
            case DELETING -> remove(instance);
            case STOPPING, STOPPED -> stop(instance).chain(() -> settle(instance));
            case REBOOTING -> stop(instance).chain(() -> start(instance));
            case CREATING, AVAILABLE, RESETTING_MASTER_CREDENTIALS, STARTING, FAILED -> start(instance);
        };
    }

    private Uni<Void> stop(DbInstance instance) {
        return Uni.createFrom()
                .completionStage(() -> servers.stop(instance.engine().name(), instance.resourceId()));
    }

    private Uni<Void> start(DbInstance instance) {
        return unseal(instance, instance.adminPassword(), "rdsadmin")
                .map(password -> server(instance, password))
                .chain(server -> Uni.createFrom()
                        .completionStage(() -> servers.ensureRunning(server))
                        .chain(() -> reset(instance, server)))
                .chain(() -> secrets.remove(instance.master().retired()))
                .chain(() -> settle(instance));
    }

    private Uni<Void> settle(DbInstance reached) {
        return update(reached.id(), stored -> DbInstanceLifecycle.settle(stored, reached))
                .replaceWithVoid();
    }

    private static Server server(DbInstance instance, String adminPassword) {
        return new Server(
                instance.resourceId(),
                instance.engine().name(),
                instance.engine().serverVersion(),
                instance.port(),
                adminPassword,
                instance.databaseName());
    }

    private Uni<Void> reset(DbInstance instance, Server server) {
        Optional<PasswordReset> reset = instance.master().reset();
        if (reset.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return unseal(instance, reset.get().sealed(), "master").chain(password -> instance.master()
                .managed()
                .map(managed -> secrets.ensure(instance, managed, password))
                .orElse(Uni.createFrom().voidItem())
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> servers.setMasterPassword(
                                server, instance.master().name(), password))));
    }

    private Uni<Void> remove(DbInstance instance) {
        return Uni.createFrom()
                .completionStage(() -> servers.remove(instance.engine().name(), instance.resourceId()))
                .chain(() -> secrets.remove(instance.master()))
                .chain(() -> update(
                        instance.id(), stored -> stored.isPresent() ? Decision.erase(true) : Decision.keep(false)))
                .replaceWithVoid();
    }

    private Uni<Void> failed(DbInstanceId id, Throwable failure) {
        if (failure instanceof ServerException || failure instanceof AwsException) {
            LOG.errorf("Database instance %s: %s", id.identifier(), failure.getMessage());
        } else {
            LOG.errorf(failure, "Database instance %s", id.identifier());
        }
        return update(id, DbInstanceLifecycle::fail).replaceWithVoid();
    }

    private Uni<String> unseal(DbInstance instance, SealedValue sealed, String purpose) {
        return Uni.createFrom()
                .completionStage(() -> sealer.unseal(sealed, NewMaster.context(instance.id(), purpose)))
                .map(PlainValue::asString);
    }

    private <R> Uni<R> update(DbInstanceId id, Function<Optional<DbInstance>, Decision<DbInstance, R>> decide) {
        return Uni.createFrom().completionStage(() -> instances.update(id, decide));
    }
}
