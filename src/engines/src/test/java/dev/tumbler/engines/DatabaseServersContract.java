package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every engine's servers promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseServersContract {
    private final TestedEngine engine;
    private Path folder;
    private Host host;
    private Server server;

    DatabaseServersContract(TestedEngine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        folder = shared;
        host = Host.onSharedPrograms(engine, folder);
        server = host.started("db-MAIN");
    }

    @AfterAll
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    /** The superuser's own login. */
    final Login admin() {
        return host.admin(server);
    }

    final Host host() {
        return host;
    }

    final Server server() {
        return server;
    }

    /** The version of the server that runs, as it names itself. */
    abstract String runningVersion();

    @Test
    void theServerIsOfTheVersionThatWasPromised() {
        assertThat(engine.version(host.servers())).contains(runningVersion());
        assertThat(host.servers().offers("oracle-ee")).isEmpty();
    }

    @Test
    void noLoginIsTakenOnTrust() {
        Host.await(host.servers().setMasterPassword(server, "orders", "right"));
        host.login(server, "orders", "right").succeeds();
        host.login(server, "orders", "wrong").isRefused();
        host.login(server, "rdsadmin", "wrong").isRefused();
    }

    /** Whose variables may hold a passphrase; what a child is given can be read in {@code /proc}. */
    @Test
    void noServerSeesTheEnvironmentOfThisProcess() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no /proc");
        Set<String> ours = new HashSet<>(System.getenv().keySet());
        ours.removeAll(
                Set.of("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "HOME", "PWD", "OLDPWD", "SHLVL", "_"));
        assertThat(ours).isNotEmpty();
        ProcessHandle process = engine.process(folder, "db-MAIN");
        List<ProcessHandle> family = Stream.concat(
                        Stream.of(process, process.parent().orElseThrow()), process.descendants())
                .toList();
        for (ProcessHandle each : family) {
            String environment = Files.readString(Path.of("/proc", Long.toString(each.pid()), "environ"), ISO_8859_1);
            assertThat(environment.split("\0", -1)).noneMatch(variable -> ours.contains(variable.split("=", 2)[0]));
        }
    }

    @Test
    void onlyThisMachineReachesTheServer() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        Assumptions.assumeFalse(others.isEmpty(), "this machine has no address but its own");
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                InetSocketAddress address = new InetSocketAddress(other, server.port());
                assertThatThrownBy(() -> socket.connect(address, 1000)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aRestartKeepsDataAndPort(@TempDir Path other) throws IOException {
        Server restarted;
        try (Host first = Host.onSharedPrograms(engine, other)) {
            int port = first.servers().choosePort(Optional.empty());
            restarted = first.server("db-RESTART", port, Optional.of("shop"));
            Host.await(first.servers().ensureRunning(restarted));
            Host.await(first.servers().setMasterPassword(restarted, "orders", "secret"));
            first.login(restarted, "orders", "secret").to("shop").run("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(Ports.free(restarted.port())).isTrue();
        try (Host second = Host.onSharedPrograms(engine, other)) {
            assertThatThrownBy(() -> second.servers().choosePort(Optional.of(restarted.port())))
                    .isInstanceOf(ServerException.class);
            Host.await(second.servers().ensureRunning(restarted));
            assertThat(second.login(restarted, "orders", "secret").to("shop").run("SELECT answer FROM kept"))
                    .contains("42");
        }
    }

    @Test
    void aStoppedServerKeepsItsDataAndPortAndIsStartedAgain() throws IOException {
        Server stopped = host.started("db-STOPPED");
        Host.await(host.servers().setMasterPassword(stopped, "orders", "secret"));
        ProcessHandle process = engine.process(folder, "db-STOPPED");
        Host.await(host.servers().stop(engine.engineName(), "db-STOPPED"));
        Host.await(host.servers().stop(engine.engineName(), "db-STOPPED"));
        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(() -> host.servers().choosePort(Optional.of(stopped.port())))
                .isInstanceOf(ServerException.class);

        Host.await(host.servers().ensureRunning(stopped));
        host.login(stopped, "orders", "secret").succeeds();
    }

    @Test
    void callersWhoAskAtOnceShareOneStart() throws IOException {
        Server shared = host.newServer("db-SHARED");
        CompletionStage<Void> first = host.servers().ensureRunning(shared);
        CompletionStage<Void> second = host.servers().ensureRunning(shared);
        first.toCompletableFuture().cancel(true);
        Host.await(second);
        ProcessHandle started = engine.process(folder, "db-SHARED");
        Host.await(host.servers().ensureRunning(shared));
        assertThat(engine.process(folder, "db-SHARED")).isEqualTo(started);
        host.admin(shared).succeeds();
    }

    @Test
    void aRemovedServerLeavesNoProcessNoPortAndNoFolderAndTheOthersRunOn() throws IOException {
        Server removed = host.started("db-REMOVED");
        ProcessHandle process = engine.process(folder, "db-REMOVED");
        host.remove("db-REMOVED");
        assertThat(process.isAlive()).isFalse();
        assertThat(host.servers().choosePort(Optional.of(removed.port()))).isEqualTo(removed.port());
        assertThat(folder.resolve("databases")).isDirectoryNotContaining("glob:**db-REMOVED*");
        admin().succeeds();
        host.remove("db-REMOVED");
    }

    @Test
    void aServerThatDiesIsToldOfAndStartedAgain() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        host.servers().onExit(told::complete);
        assertThat(engine.process(folder, "db-MAIN").destroyForcibly()).isTrue();
        assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo("db-MAIN");
        Host.await(host.servers().ensureRunning(server));
        admin().succeeds();
    }

    @Test
    void aTakenPortAndAnotherMajorVersionAreSaid() {
        Server rival = host.server("db-RIVAL", server.port(), Optional.empty());
        fails("port " + server.port() + " on 127.0.0.1 is taken", host.servers().ensureRunning(rival));
        Server old =
                new Server("old", "db-OLD", engine.engineName(), "5.1", 1, "x", Optional.empty(), Optional.empty());
        fails(
                "no server for the engine " + engine.engineName() + " 5.1 can be run here",
                host.servers().ensureRunning(old));
        assertThat(folder.resolve("databases")).isDirectoryNotContaining("glob:**/db-{OLD,RIVAL}");
    }

    @Test
    void everyLineOfTheLogNamesTheInstance() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(new SimpleFormatter().formatMessage(line));
            }
        };
        Logger logger = Logger.getLogger("dev.tumbler.engines");
        logger.addHandler(handler);
        try {
            host.started("db-LOGGED");
            Host.await(host.servers().stop(engine.engineName(), "db-LOGGED"));
            host.remove("db-LOGGED");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines)
                .contains(
                        "server instance-of-db-LOGGED (db-LOGGED) accepts logins",
                        "server instance-of-db-LOGGED (db-LOGGED) stopped",
                        "server instance-of-db-LOGGED (db-LOGGED) removed");
    }

    @Test
    void aResourceIdLeadsNowhereElse() {
        Server elsewhere = host.newServer("../elsewhere");
        fails("not a resource id: ../elsewhere", host.servers().ensureRunning(elsewhere));
        fails("not a resource id: ../elsewhere", host.servers().remove(engine.engineName(), "../elsewhere"));
    }

    private static void fails(String message, CompletionStage<Void> stage) {
        assertThatThrownBy(() -> Host.await(stage))
                .cause()
                .isInstanceOf(ServerException.class)
                .hasMessage(message);
    }
}
