package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.DatabaseServers.Server;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A process's share in running servers of an engine; as a program of its own it is there to be killed. */
final class Host implements AutoCloseable {
    static final String ADMIN_PASSWORD = "an admin's password";

    /** One for all tests: when a Vertx is closed, clients that are not yet collected complain. */
    private static final Vertx VERTX = Vertx.vertx();

    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final TestedEngine engine;
    private final LocalServers servers;

    Host(TestedEngine engine, Path folder) {
        this.engine = engine;
        this.servers = new LocalServers(
                folder,
                folder.resolve("engines"),
                new BackupFolders(folder.resolve("s3")),
                VERTX,
                InstantSource.system(),
                new SecureRandom(),
                blocking);
    }

    /** A host on programs that all tests share, so that they are unpacked once. */
    static Host onSharedPrograms(TestedEngine engine, Path folder) throws IOException {
        Path shared = Files.createDirectories(Path.of("target", "engines")).toRealPath();
        if (!Files.exists(folder.resolve("engines"))) {
            Files.createSymbolicLink(folder.resolve("engines"), shared);
        }
        Host host = new Host(engine, folder);
        Assumptions.assumeFalse(
                engine.version(host.servers).isEmpty(),
                "there are no programs of " + engine + " for this machine on Maven Central");
        assertThat(engine.unpackPrograms(shared)).isDirectory();
        return host;
    }

    LocalServers servers() {
        return servers;
    }

    Server newServer(String resourceId) {
        return server(resourceId, servers.choosePort(Optional.empty()), Optional.empty());
    }

    Server server(String resourceId, int port, Optional<String> databaseName) {
        String version = engine.version(servers).orElseThrow();
        return new Server(
                "instance-of-" + resourceId,
                resourceId,
                engine.engineName(),
                version,
                port,
                ADMIN_PASSWORD,
                databaseName,
                Optional.empty());
    }

    Login login(Server server, String user, String password) {
        return engine.login(VERTX, server.port(), user, password);
    }

    Login admin(Server server) {
        return login(server, "rdsadmin", ADMIN_PASSWORD);
    }

    Server started(String resourceId) {
        Server server = newServer(resourceId);
        await(servers.ensureRunning(server));
        return server;
    }

    void remove(String resourceId) {
        await(servers.remove(engine.engineName(), resourceId));
    }

    static void await(CompletionStage<Void> stage) {
        stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        servers.close();
        blocking.shutdown();
    }

    /** Runs one server until this process is killed; says in a file when it accepts logins. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        Host host = new Host(TestedEngine.valueOf(arguments[0]), folder);
        Server server = host.server(arguments[2], Integer.parseInt(arguments[3]), Optional.empty());
        await(host.servers.ensureRunning(server));
        await(host.servers.setMasterPassword(server, arguments[4], arguments[5]));
        Files.writeString(folder.resolve("ready"), "");
        Thread.currentThread().join();
    }
}
