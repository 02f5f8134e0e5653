package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One server through its starts and stops. What is asked of it is done one after the other, in the order of asking;
 * callers who ask for a start while one is under way share that one.
 */
final class LocalServer {
    private static final Logger LOG = Logger.getLogger(LocalServer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration ORPHANS_PATIENCE = Duration.ofSeconds(10);

    /** What all servers have in common. */
    record Surroundings(Ports ports, Backups backups, Executor blocking, Consumer<String> exitListener) {}

    private final String resourceId;
    private final ServerFolder folder;
    private final Surroundings surroundings;

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> lastStart = CompletableFuture.completedFuture(null);
    private volatile Engine engine;
    private volatile String label;
    private volatile SupervisedProcess process;

    /** The server while a backup is loaded: who wants it down does not wait for the end of that. */
    private volatile SupervisedProcess loading;

    LocalServer(ServerFolder folder, Engine engine, Surroundings surroundings) {
        this.resourceId = folder.resourceId();
        this.label = resourceId;
        this.folder = folder;
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /**
     * Starts the server unless it runs.
     *
     * @param reading reads its data: whoever stopped it before may not have known its version
     */
    synchronized CompletableFuture<Void> ensureRunning(Server wanted, Engine reading) {
        engine = reading;
        if (last != lastStart || lastStart.isDone()) {
            lastStart = next(() -> running() ? CompletableFuture.completedFuture(null) : start(wanted));
        }
        // a copy: a caller who gives up on its own stage must not end what others wait for
        return lastStart.copy();
    }

    /**
     * Does so as the superuser. A server that keeps it out, or has taken its rights away, is started again: where a master
     * user may do so, each start makes the superuser again.
     */
    Uni<Void> setMasterPassword(Server server, String userName, String password) {
        Uni<Void> set =
                Uni.createFrom().deferred(() -> engine.rdsadmin().setMasterPassword(server, userName, password));
        return set.onFailure().recoverWithUni(failure -> serves(server, failure)
                .chain(serves -> serves
                        ? Uni.createFrom().failure(failure)
                        : restart(server).chain(() -> set)));
    }

    private Uni<Boolean> serves(Server server, Throwable failure) {
        return engine.rdsadmin().mendedByRestart(failure) ? Uni.createFrom().item(false) : letsIn(server);
    }

    private Uni<Boolean> letsIn(Server server) {
        return engine.rdsadmin()
                .login(server, true)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> engine.rdsadmin().maySucceedLater(failure));
    }

    private Uni<Void> restart(Server server) {
        LOG.warnf("server %s refuses its superuser and is started again", label);
        return Uni.createFrom().completionStage(this::stop).chain(() -> Uni.createFrom()
                .completionStage(() -> ensureRunning(server, engine)));
    }

    synchronized CompletableFuture<Void> stop() {
        CompletableFuture<Void> interrupted = interruptLoading();
        return next(() -> interrupted
                        .thenCompose(done -> blocking(this::stopProcess))
                        .thenRunAsync(this::takeOver, surroundings.blocking()))
                .copy();
    }

    private CompletableFuture<Void> interruptLoading() {
        SupervisedProcess current = loading;
        return current == null ? CompletableFuture.completedFuture(null) : blocking(current::stop);
    }

    synchronized CompletableFuture<Void> remove() {
        return next(() -> blocking(this::stopAndRemove)).copy();
    }

    private CompletableFuture<Void> next(Supplier<CompletableFuture<Void>> work) {
        // whoever asked for what failed has been told
        last = last.exceptionally(failure -> null).thenCompose(done -> work.get());
        return last;
    }

    private boolean running() {
        SupervisedProcess current = process;
        return current != null && current.alive();
    }

    /** Files, programs and waiting for processes: all of that blocks, so it is never done on an event loop. */
    private CompletableFuture<Void> blocking(Runnable work) {
        return CompletableFuture.runAsync(work, surroundings.blocking());
    }

    private CompletableFuture<Void> start(Server wanted) {
        return Uni.createFrom()
                .item(this::takeOver)
                // files and processes block, see blocking()
                .runSubscriptionOn(surroundings.blocking())
                .chain(killedBefore -> killedBefore ? patiently(wanted) : attempt(wanted))
                .subscribeAsCompletionStage();
    }

    /** Children of a killed server end by themselves but hold its shared memory until then, and bar a new server. */
    private Uni<Void> patiently(Server wanted) {
        return attempt(wanted)
                .onFailure(EndedAtStart.class)
                .retry()
                .withBackOff(LONGEST_PAUSE, LONGEST_PAUSE)
                .expireIn(ORPHANS_PATIENCE.toMillis());
    }

    private Uni<Void> attempt(Server wanted) {
        return Uni.createFrom()
                .item(() -> launch(wanted))
                .runSubscriptionOn(surroundings.blocking())
                .chain(started -> ready(started, wanted));
    }

    private boolean takeOver() {
        try {
            label = folder.label();
            return engine.takeOver(folder);
        } catch (IOException e) {
            throw new ServerException("cannot read " + folder.data() + ": " + e, e);
        }
    }

    private Started launch(Server wanted) {
        try {
            if (!Ports.free(wanted.port())) {
                throw Ports.taken(wanted.port());
            }
            if (wanted.restore().isPresent()) {
                folder.discardUnprepared();
            }
            engine.provide(folder, wanted.adminPassword());
            folder.keepPort(wanted.port());
            folder.keepName(wanted.name());
            label = folder.label();
            surroundings.ports().keep(resourceId, wanted.port());
            Path log = folder.newLog();
            List<String> command = engine.command(folder, wanted);
            return new Started(SupervisedProcess.start(command, engine.shutdown(), log), log, folder.prepared());
        } catch (IOException e) {
            throw new ServerException("cannot start server " + label + ": " + e, e);
        }
    }

    private Uni<Void> ready(Started started, Server wanted) {
        Uni<Void> usable = loggedIn(started, wanted).chain(() -> prepared(started, wanted));
        return Uni.combine()
                .any()
                .of(usable, ended(started))
                .onFailure()
                .call(() -> inBackground(started.process()::stop))
                .invoke(() -> watch(started.process()));
    }

    private Uni<Void> loggedIn(Started started, Server wanted) {
        return engine.rdsadmin()
                .login(wanted, started.prepared())
                .onFailure(engine.rdsadmin()::maySucceedLater)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(START_PATIENCE.toMillis());
    }

    private Uni<Void> prepared(Started started, Server wanted) {
        return started.prepared()
                ? Uni.createFrom().voidItem()
                : engine.rdsadmin()
                        .prepare(wanted)
                        .chain(() -> inBackground(() -> load(started, wanted)))
                        .chain(() -> inBackground(folder::markPrepared));
    }

    private void load(Started started, Server wanted) {
        if (wanted.restore().isEmpty()) {
            return;
        }
        loading = started.process();
        try {
            Backups backups = new LoadingBackups(surroundings.backups(), started.process());
            Dump dump = Dump.of(wanted.restore().get().backup(), backups);
            engine.load(folder, wanted, dump);
        } catch (UnreadBackup e) {
            throw new ServerException(e.getMessage(), e);
        } catch (IOException e) {
            throw new ServerException("cannot load server " + label + ": " + e, e);
        } finally {
            loading = null;
        }
    }

    private Uni<Void> ended(Started started) {
        return Uni.createFrom()
                .completionStage(started.process()::onExit)
                .emitOn(surroundings.blocking())
                .onItem()
                .transformToUni(exit -> Uni.createFrom().failure(endedAtStart(started)));
    }

    private Throwable endedAtStart(Started started) {
        try {
            return new EndedAtStart("server " + label + " ended with status "
                    + started.process().status() + " before it accepted logins: " + ServerLog.reason(started.log()));
        } catch (IOException e) {
            return e;
        }
    }

    private Uni<Void> inBackground(Runnable work) {
        return Uni.createFrom().completionStage(() -> blocking(work));
    }

    private void watch(SupervisedProcess started) {
        process = started;
        LOG.infof("server %s accepts logins", label);
        Uni.createFrom()
                .completionStage(started::onExit)
                .subscribe()
                .with(
                        exit -> tellUnlessAsked(started),
                        failure -> LOG.errorf(failure, "cannot watch server %s", label));
    }

    private void tellUnlessAsked(SupervisedProcess ended) {
        if (!ended.stopping()) {
            LOG.warnf("server %s ended by itself with status %d", label, ended.status());
            surroundings.blocking().execute(() -> surroundings.exitListener().accept(resourceId));
        }
    }

    private void stopProcess() {
        SupervisedProcess current = process;
        if (current != null && current.alive()) {
            current.stop();
            LOG.infof("server %s stopped", label);
        }
        try {
            engine.release(folder);
        } catch (IOException e) {
            throw new ServerException("cannot use " + folder.data() + ": " + e, e);
        }
    }

    private void stopAndRemove() {
        stopProcess();
        try {
            label = folder.label();
            engine.takeOver(folder);
            folder.remove();
        } catch (IOException e) {
            throw new ServerException("cannot remove " + folder.root() + ": " + e, e);
        }
        surroundings.ports().release(resourceId);
        LOG.infof("server %s removed", label);
    }

    /**
     * A server that has been started.
     *
     * @param prepared whether its first databases had been made before
     */
    private record Started(SupervisedProcess process, Path log, boolean prepared) {}

    /** The server ended before its first login. */
    private static final class EndedAtStart extends RuntimeException {
        EndedAtStart(String message) {
            super(message);
        }
    }
}
