package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.domain.database.DatabaseServers.Server;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process of its own hosts the server, and is killed. */
class HostKilledTest {
    private static final String ID = "db-KILLED";
    private static final String NOBODY = "65534";

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void theServerEndsWithItsHostAndANewHostFindsTheData(TestedEngine engine, @TempDir Path folder) throws Exception {
        int port = freePort(engine, folder);
        Process child = start(List.of(), System.getProperty("java.class.path"), engine, folder, port);
        ProcessHandle server = killedOnceReady(child, engine, folder);
        server.onExit().get(30, TimeUnit.SECONDS);
        assertMasterLogsIn(engine, folder, port);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void aServerWhoseSupervisorWasKilledTooIsEndedByTheNextHost(TestedEngine engine, @TempDir Path folder)
            throws Exception {
        int port = freePort(engine, folder);
        Process child = start(List.of(), System.getProperty("java.class.path"), engine, folder, port);
        awaitReady(child, folder);
        ProcessHandle server = engine.process(folder, ID);
        // the shell that waits for the server and the one that reads the pipe
        List<ProcessHandle> family = child.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("sh"))
                .toList();
        assertThat(family).hasSize(2);
        // a host that can still see its supervisor go ends the server itself
        signal("STOP", child.toHandle());
        family.forEach(each -> signal("KILL", each));
        child.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();
        assertMasterLogsIn(engine, folder, port);
        assertThat(server.isAlive()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void anOrdinaryUserRunsServersToo(TestedEngine engine, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Command.runsAsRoot(), "the other tests run as an ordinary user");
        Command trial = Command.run("setpriv", "--reuid", NOBODY, "--clear-groups", "true");
        Assumptions.assumeTrue(trial.status() == 0, "no other user can be taken on here: " + trial.output());

        Path home = Files.createTempDirectory("ordinary-user");
        try {
            String classPath = readableClassPath(home.resolve("classes"));
            // with programs of its own: the shared ones may rest where nobody else can go
            Path data = Files.createDirectory(home.resolve("data"));
            Command.run("chown", "-R", NOBODY, home.toString());
            List<String> asNobody = List.of("setpriv", "--reuid", NOBODY, "--clear-groups");
            Process child = start(asNobody, classPath, engine, data, freePort(engine, folder));
            ProcessHandle server = killedOnceReady(child, engine, data);
            server.onExit().get(30, TimeUnit.SECONDS);
        } finally {
            FileTree.delete(home);
        }
    }

    private static void assertMasterLogsIn(TestedEngine engine, Path folder, int port) throws IOException {
        try (Host host = Host.onSharedPrograms(engine, folder)) {
            Server server = host.server(ID, port, Optional.empty());
            Host.await(host.servers().ensureRunning(server));
            host.login(server, "orders", "it's secret").succeeds();
        }
    }

    private static int freePort(TestedEngine engine, Path folder) throws IOException {
        try (Host host = Host.onSharedPrograms(engine, folder)) {
            return host.servers().choosePort(Optional.empty());
        }
    }

    private static Process start(List<String> prefix, String classPath, TestedEngine engine, Path data, int port)
            throws IOException {
        List<String> line = new ArrayList<>(prefix);
        Files.deleteIfExists(data.resolve("ready"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        line.addAll(List.of(java, "-cp", classPath, Host.class.getName()));
        line.addAll(List.of(engine.name(), data.toString(), ID, Integer.toString(port), "orders", "it's secret"));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("host.log").toFile())
                .start();
    }

    /** Copies the class path to where another user can read it. */
    private static String readableClassPath(Path target) throws IOException {
        Files.createDirectory(target);
        List<String> copies = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (element.isEmpty()) {
                continue;
            }
            Path copy = target.resolve(copies.size() + "-" + Path.of(element).getFileName());
            Command copied = Command.run("cp", "-r", element, copy.toString());
            assertThat(copied.status()).as(copied.output()).isZero();
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static ProcessHandle killedOnceReady(Process child, TestedEngine engine, Path data) throws Exception {
        awaitReady(child, data);
        ProcessHandle server = engine.process(data, ID);
        assertThat(server.isAlive()).isTrue();
        child.destroyForcibly().waitFor();
        return server;
    }

    private static void awaitReady(Process child, Path data) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(data.resolve("ready"))) {
            assertThat(child.isAlive())
                    .as(Files.readString(data.resolve("host.log")))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void signal(String name, ProcessHandle process) {
        Command sent = Command.run("kill", "-s", name, Long.toString(process.pid()));
        assertThat(sent.status()).as(sent.output()).isZero();
    }
}
