package dev.tumbler.engines;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Real database servers on 127.0.0.1, each a process that ends with this one.
 *
 * <p>A stage may complete on any thread. Only one process at a time may use a folder: the caller sees to that.
 */
public final class LocalServers implements DatabaseServers, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LocalServers.class);

    private final Path databases;
    private final List<Engine> engines;
    private final Ports ports;
    private final LocalServer.Surroundings surroundings;
    private final List<Consumer<String>> exitListeners = new CopyOnWriteArrayList<>();

    /** A removed server stays in here: what is asked of it afterwards still waits for its turn. */
    private final Map<String, LocalServer> servers = new HashMap<>();

    private boolean closed;

    /**
     * Reads which servers there are, on the calling thread, and starts none.
     *
     * @param folder holds what the servers keep; made if it is not there
     * @param programs holds the servers' programs, once they are unpacked; any number of routers may share it
     * @param backups what new servers may be restored from
     * @param blocking runs what waits for files and processes, up to one task at a time for each server
     */
    public LocalServers(
            Path folder,
            Path programs,
            Backups backups,
            Vertx vertx,
            InstantSource clock,
            RandomGenerator random,
            Executor blocking) {
        try {
            // one spelling of the path, whatever links lead here: servers are found again by it
            Path home = Files.createDirectories(folder).toRealPath();
            this.databases = Files.createDirectories(home.resolve("databases"));
            Path unpacked = Files.createDirectories(programs).toRealPath();
            this.engines = Stream.concat(
                            Postgres.all(unpacked, vertx).stream(), Stream.of(new MariaDb(unpacked, vertx, random)))
                    .toList();
            this.ports = new Ports(clock, random);
            this.surroundings = new LocalServer.Surroundings(ports, backups, blocking, this::tellEnded);
            keepPorts();
        } catch (IOException e) {
            throw new ServerException("cannot use " + folder + " for database servers: " + e, e);
        }
    }

    private void keepPorts() throws IOException {
        for (ServerFolder each : ServerFolder.all(databases)) {
            each.port().ifPresent(port -> ports.keep(each.resourceId(), port));
        }
    }

    /** Tells the listener, on a thread that may block, the resource id of each server that ends without being asked. */
    public void onExit(Consumer<String> listener) {
        exitListeners.add(listener);
    }

    private void tellEnded(String resourceId) {
        exitListeners.forEach(listener -> listener.accept(resourceId));
    }

    @Override
    public List<Offer> offers(String engineName) {
        return engines.stream()
                .flatMap(engine -> engine.offers().stream())
                .filter(offer -> offer.engineName().equals(engineName))
                .toList();
    }

    @Override
    public int choosePort(Optional<Integer> wanted) {
        return ports.choose(wanted);
    }

    @Override
    public CompletionStage<Void> ensureRunning(Server server) {
        return asked(() -> server(server).ensureRunning(server, engine(server)));
    }

    @Override
    public CompletionStage<Void> requireUsable(Backup backup) {
        // files and S3 block, so never on an event loop
        return asked(() -> CompletableFuture.runAsync(() -> findDump(backup), surroundings.blocking()));
    }

    /** Whoever asks may ask again, and nobody else does: what may pass is a refusal here too. */
    private void findDump(Backup backup) {
        try {
            Dump dump = Dump.of(backup, surroundings.backups());
            LOG.debugf("found %s", dump);
        } catch (UnreadBackup e) {
            throw new UnusableBackup(e.getMessage());
        } catch (IOException e) {
            throw new UnusableBackup("The bucket " + backup.bucket() + " cannot be read: " + e);
        }
    }

    /** Starts the server first if it is down. */
    @Override
    public CompletionStage<Void> setMasterPassword(Server server, String userName, String password) {
        return asked(() -> ensureRunning(server).toCompletableFuture().thenCompose(running -> server(server)
                .setMasterPassword(server, userName, password)
                .subscribeAsCompletionStage()));
    }

    @Override
    public CompletionStage<Void> stop(String engineName, String resourceId) {
        return asked(() -> server(resourceId, ofAnyVersion(engineName)).stop());
    }

    @Override
    public CompletionStage<Void> remove(String engineName, String resourceId) {
        return asked(() -> server(resourceId, ofAnyVersion(engineName)).remove());
    }

    /** Stops all servers at once and waits for them on the calling thread; the executor must still be running. */
    @Override
    public void close() {
        List<LocalServer> all;
        synchronized (servers) {
            all = closed ? List.of() : List.copyOf(servers.values());
            closed = true;
        }
        CompletableFuture<?>[] stops = all.stream()
                .map(LocalServer::stop)
                .map(stop -> stop.exceptionally(LocalServers::logged))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops).join();
    }

    private static Void logged(Throwable failure) {
        LOG.warn("a server did not stop", failure);
        return null;
    }

    private LocalServer server(Server server) {
        return server(server.resourceId(), engine(server));
    }

    private Engine engine(Server server) {
        return engines.stream()
                .filter(engine -> engine.serves(server.engineName()) && engine.reads(server.engineVersion()))
                .filter(engine -> !engine.offers().isEmpty())
                .findFirst()
                .orElseThrow(() -> new ServerException("no server for the engine " + server.engineName() + " "
                        + server.engineVersion() + " can be run here"));
    }

    /** Whatever its version: every one can end and remove the servers of the others. */
    private Engine ofAnyVersion(String engineName) {
        return engines.stream()
                .filter(engine -> engine.serves(engineName))
                .findFirst()
                .orElseThrow(() -> new ServerException("there is no engine " + engineName));
    }

    private LocalServer server(String resourceId, Engine engine) {
        synchronized (servers) {
            if (closed) {
                throw new ServerException("the database servers are shutting down");
            }
            return servers.computeIfAbsent(
                    resourceId, id -> new LocalServer(ServerFolder.of(databases, id), engine, surroundings));
        }
    }

    /** Whatever goes wrong becomes a failed stage with a {@link ServerException}. */
    private static CompletionStage<Void> asked(Supplier<CompletableFuture<Void>> work) {
        return CompletableFuture.completedFuture(null)
                .thenCompose(ignored -> work.get())
                .handle((done, failure) -> {
                    if (failure != null) {
                        throw serverException(failure);
                    }
                    return null;
                });
    }

    private static ServerException serverException(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ServerException known) {
            return known;
        }
        // a timeout has no message, only its name
        return new ServerException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}
