package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.Database;
import dev.tumbler.domain.database.DatabaseEvents;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.database.DatabaseLifecycle;
import dev.tumbler.domain.database.DatabaseServers;
import dev.tumbler.domain.database.DatabaseServers.Restore;
import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import dev.tumbler.domain.database.DatabaseStatus;
import dev.tumbler.domain.database.MasterUser.PasswordReset;
import dev.tumbler.domain.secret.SealedValue;
import dev.tumbler.domain.store.DatabaseStore;
import dev.tumbler.domain.store.Decision;
import dev.tumbler.sealing.PlainValue;
import dev.tumbler.sealing.Sealer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Brings the world to what is stored of a database: its secret, its server, its master password, in that order.
 *
 * <p>The order is what makes every crash harmless. The new password is stored with the database before anything else
 * hears of it. The secret comes before the server, so that the password can be read as soon as it logs in. The server
 * comes last, and only then is the database settled. A run that was cut off anywhere is simply done again.
 */
@Singleton
public class ServerConvergence {
    private static final Logger LOG = Logger.getLogger(ServerConvergence.class);

    private final DatabaseStore databases;
    private final ManagedSecrets secrets;
    private final DatabaseServers servers;
    private final AttachedServers attached;
    private final Sealer sealer;
    private final InstantSource clock;

    /** The last run for each database: the next one waits for it, so that no two work on one server. */
    private final Map<DatabaseId, CompletableFuture<Void>> runs = new ConcurrentHashMap<>();

    /** Of the databases whose last run failed. A new start tries all of them at once. */
    private final Map<DatabaseId, NextTry> nextTries = new ConcurrentHashMap<>();

    @Inject
    public ServerConvergence(
            DatabaseStore databases,
            ManagedSecrets secrets,
            DatabaseServers servers,
            AttachedServers attached,
            Sealer sealer,
            InstantSource clock) {
        this.databases = databases;
        this.secrets = secrets;
        this.servers = servers;
        this.attached = attached;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Completes when the database is settled, gone or failed; its status tells which. */
    public Uni<Void> converge(DatabaseId id) {
        CompletableFuture<Void> run = runs.compute(id, (same, last) -> after(last)
                .thenComposeAsync(ready -> run(id), Infrastructure.getDefaultExecutor()));
        return Uni.createFrom().completionStage(run).onTermination().invoke(() -> runs.remove(id, run));
    }

    /**
     * Whether work on a database was given up on, and is to be tried again by now. An attached server is asked ever less
     * often: some lock out a user whom they refused too often.
     */
    public boolean dueAgain(Database database) {
        Optional<NextTry> next =
                Optional.ofNullable(nextTries.get(database.id())).filter(any -> database.attached());
        return database.status().unfinished()
                && next.map(each -> each.isDue(clock.instant())).orElse(true);
    }

    /** Tries at once what was given up on: something that just went well may have healed it. */
    public Uni<Void> retry(DatabaseId id) {
        return Uni.createFrom()
                .completionStage(() -> databases.get(id))
                .chain(found -> found.map(Database::status)
                                .filter(DatabaseStatus::unfinished)
                                .isPresent()
                        ? converge(id)
                        : Uni.createFrom().voidItem());
    }

    private static CompletableFuture<Void> after(CompletableFuture<Void> last) {
        return last == null ? CompletableFuture.completedFuture(null) : last.exceptionally(failed -> null);
    }

    private CompletableFuture<Void> run(DatabaseId id) {
        return Uni.createFrom()
                .completionStage(() -> databases.get(id))
                .chain(found ->
                        found.map(this::bringAbout).orElse(Uni.createFrom().voidItem()))
                .invoke(() -> nextTries.remove(id))
                .onFailure()
                .recoverWithUni(failure -> failed(id, failure))
                .subscribeAsCompletionStage();
    }

    private Uni<Void> bringAbout(Database database) {
        return switch (database.status()) {
            case DELETING -> remove(database);
            case STOPPING, STOPPED -> stop(database).chain(() -> settle(database));
            case REBOOTING -> stop(database).chain(() -> start(database));
            case CREATING, AVAILABLE, RESETTING_MASTER_CREDENTIALS, STARTING, FAILED -> start(database);
            case INCOMPATIBLE_RESTORE -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> stop(Database database) {
        return Uni.createFrom()
                .completionStage(() -> servers.stop(database.engine().name(), database.resourceId()));
    }

    private Uni<Void> start(Database database) {
        return (database.attached() ? loginAttached(database) : startOwn(database))
                .chain(() -> secrets.remove(database.master().retired()))
                .chain(() -> settle(database));
    }

    private Uni<Void> startOwn(Database database) {
        return unseal(database, database.adminPassword(), "rdsadmin")
                .map(password -> server(database, password))
                .chain(server -> Uni.createFrom()
                        .completionStage(() -> servers.ensureRunning(server))
                        .chain(() -> nextPassword(database))
                        .chain(next -> next.map(password -> setPassword(database, server, password))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> setPassword(Database database, Server server, String password) {
        return Uni.createFrom()
                .completionStage(() ->
                        servers.setMasterPassword(server, database.master().name(), password));
    }

    private Uni<Void> loginAttached(Database database) {
        return unseal(database, database.adminPassword(), "master")
                .chain(known -> nextPassword(database).chain(next -> attached.bringAbout(database, known, next)));
    }

    private Uni<Void> settle(Database reached) {
        return update(reached.id(), stored -> DatabaseLifecycle.settle(stored, reached))
                .replaceWithVoid();
    }

    private static Server server(Database database, String adminPassword) {
        return new Server(
                database.id().identifier(),
                database.resourceId(),
                database.engine().name(),
                database.engine().serverVersion(),
                database.port(),
                adminPassword,
                database.databaseName(),
                database.backup()
                        .map(backup -> new Restore(backup, database.master().name())));
    }

    /** The password that the server is to get, once its secret holds it. */
    private Uni<Optional<String>> nextPassword(Database database) {
        Optional<PasswordReset> reset = database.master().reset();
        if (reset.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return unseal(database, reset.get().sealed(), "master")
                .call(password -> database.master()
                        .managed()
                        .map(managed -> secrets.ensure(database, managed, password))
                        .orElse(Uni.createFrom().voidItem()))
                .map(Optional::of);
    }

    private Uni<Void> remove(Database database) {
        return removeServer(database)
                .chain(() -> secrets.remove(database.master()))
                .chain(() -> update(
                        database.id(), stored -> stored.isPresent() ? Decision.erase(true) : Decision.keep(false)))
                .replaceWithVoid();
    }

    /** An attached one is not ours to touch. */
    private Uni<Void> removeServer(Database database) {
        return database.attached()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .completionStage(() -> servers.remove(database.engine().name(), database.resourceId()));
    }

    /** Told once, however often it is tried again. */
    private Uni<Void> failed(DatabaseId id, Throwable failure) {
        Instant now = clock.instant();
        nextTries.compute(id, (same, last) -> last == null ? NextTry.afterOne(now) : last.afterAnother(now));
        String cause = known(failure) ? failure.getMessage() : "An internal error occurred";
        return update(id, stored -> DatabaseEvents.failed(stored, outcome(stored, failure), cause, now))
                .invoke(news -> log(news ? Level.ERROR : Level.DEBUG, id, failure))
                .replaceWithVoid();
    }

    private static Decision<Database, Boolean> outcome(Optional<Database> stored, Throwable failure) {
        return failure instanceof UnusableBackup ? DatabaseLifecycle.giveUp(stored) : DatabaseLifecycle.fail(stored);
    }

    private static void log(Level level, DatabaseId id, Throwable failure) {
        if (known(failure)) {
            LOG.logf(level, "%s %s: %s", id.kind().words(), id.identifier(), failure.getMessage());
        } else {
            LOG.logf(level, failure, "%s %s", id.kind().words(), id.identifier());
        }
    }

    /** Whether its message may be shown to people. */
    private static boolean known(Throwable failure) {
        return failure instanceof ServerException || failure instanceof AwsException;
    }

    private Uni<String> unseal(Database database, SealedValue sealed, String purpose) {
        return Uni.createFrom()
                .completionStage(() -> sealer.unseal(sealed, NewMaster.context(database.id(), purpose)))
                .onFailure(AwsException.class)
                .transform(failure -> MasterKeys.notAccessible(Optional.of(sealed.keyId()), failure))
                .map(PlainValue::asString);
    }

    private <R> Uni<R> update(DatabaseId id, Function<Optional<Database>, Decision<Database, R>> decide) {
        return Uni.createFrom().completionStage(() -> databases.update(id, decide));
    }
}
