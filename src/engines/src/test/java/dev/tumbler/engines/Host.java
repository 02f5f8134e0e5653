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

/** A process's share in running servers; as a program of its own it is there to be killed. */
final class Host implements AutoCloseable {
    static final String ADMIN_PASSWORD = "an admin's password";

    /** One for all tests: when a Vertx is closed, clients that are not yet collected complain. */
    private static final Vertx VERTX = Vertx.vertx();

    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final LocalServers servers;

    Host(Path folder) {
        this.servers = new LocalServers(folder, VERTX, InstantSource.system(), new SecureRandom(), blocking);
    }

    /** A host on programs that all tests share, so that they are unpacked once. */
    static Host onSharedPrograms(Path folder) throws IOException {
        Path shared = Files.createDirectories(Path.of("target", "engines")).toRealPath();
        assertThat(new PostgresBinaries(shared).unpacked()).isDirectory();
        if (!Files.exists(folder.resolve("engines"))) {
            Files.createSymbolicLink(folder.resolve("engines"), shared);
        }
        return new Host(folder);
    }

    LocalServers servers() {
        return servers;
    }

    Server newServer(String resourceId) {
        return server(resourceId, servers.choosePort(Optional.empty()), Optional.empty());
    }

    Server server(String resourceId, int port, Optional<String> databaseName) {
        return new Server(
                resourceId,
                "postgres",
                servers.offers("postgres").get(0).version(),
                port,
                ADMIN_PASSWORD,
                databaseName);
    }

    Login login(Server server, String user, String password) {
        return new Login(VERTX, server.port(), "postgres", user, password);
    }

    Login admin(Server server) {
        return login(server, "rdsadmin", ADMIN_PASSWORD);
    }

    Server started(String resourceId) {
        Server server = newServer(resourceId);
        await(servers.ensureRunning(server));
        return server;
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
        Path folder = Path.of(arguments[0]);
        Host host = new Host(folder);
        Server server = host.server(arguments[1], Integer.parseInt(arguments[2]), Optional.empty());
        await(host.servers.ensureRunning(server));
        await(host.servers.setMasterPassword(server, arguments[3], arguments[4]));
        Files.writeString(folder.resolve("ready"), "");
        Thread.currentThread().join();
    }
}
