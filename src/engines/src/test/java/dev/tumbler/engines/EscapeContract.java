package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.Server;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A master user's SQL reaches no file, no program and no right of the host, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EscapeContract {
    static final String MASTER = "master";
    static final String PASSWORD = "the master's";
    private static final String SECRET = "tell-tale";

    private final TestedEngine engine;
    private Path folder;
    private Host host;
    private Server server;

    EscapeContract(TestedEngine engine) {
        this.engine = engine;
    }

    /**
     * Where statements try to go.
     *
     * @param outside an empty folder of the host's
     * @param secret a file of the host's that the server's process may read
     */
    record Targets(Path outside, Path secret) {}

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        folder = shared.toRealPath();
        Files.createDirectory(folder.resolve("outside"));
        Files.writeString(folder.resolve("root.key"), SECRET);
        host = Host.onSharedPrograms(engine, folder);
        server = host.server("db-ESCAPE", host.servers().choosePort(Optional.empty()), Optional.of("shop"));
        Host.await(host.servers().ensureRunning(server));
        rotate();
        furnish(master());
    }

    @AfterAll
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    /** Makes what the statements use: a table {@code goods} of one column of text. */
    private static void furnish(Login master) {
        master.run("CREATE TABLE goods (line varchar(200))");
    }

    /** Statements that the server refuses. */
    abstract List<String> refused(Targets targets);

    /** Statements that the server accepts and that have no effect outside. */
    abstract List<String> harmless(Targets targets);

    /** Statements that take the superuser over, or lock it out; the server may refuse them. */
    abstract List<String> takeovers(String password);

    /** Counts the users but the superuser that have rights of the host. */
    abstract String powerfulUsers();

    final Host host() {
        return host;
    }

    final Server server() {
        return server;
    }

    final Path folder() {
        return folder;
    }

    final Targets targets() {
        return new Targets(folder.resolve("outside"), folder.resolve("root.key"));
    }

    final Login master() {
        return host.login(server, MASTER, PASSWORD).to("shop");
    }

    final void rotate() {
        Host.await(host.servers().setMasterPassword(server, MASTER, PASSWORD));
    }

    @AfterEach
    final void nothingIsOutside() {
        assertThat(targets().outside()).isEmptyDirectory();
        assertThat(host.admin(server).run(powerfulUsers())).contains("0");
    }

    @Test
    void whatReachesTheHostIsRefused() {
        for (String statement : refused(targets())) {
            refuses(master(), statement);
        }
        host.admin(server).succeeds();
        rotate();
    }

    @Test
    void whatIsAcceptedHasNoEffectOutside() {
        for (String statement : harmless(targets())) {
            assertThat(master().run(statement).orElse("")).as(statement).doesNotContain(SECRET);
            assertThat(targets().outside()).as(statement).isEmptyDirectory();
            assertThat(host.admin(server).run(powerfulUsers())).as(statement).contains("0");
        }
        rotate();
        assertThat(host.admin(server).run(powerfulUsers())).contains("0");
    }

    /** Whoever becomes the superuser is as far from the host as before, and the next rotation removes it. */
    @Test
    void aSuperuserThatIsTakenOverReachesNothingEither() {
        boolean tried = false;
        for (String takeover : takeovers("stolen")) {
            if (runs(master(), takeover) && !tried) {
                tried = reachesNothingAsSuperuser();
            }
            rotate();
            host.admin(server).succeeds();
            host.login(server, "rdsadmin", "stolen").isRefused();
        }
    }

    private boolean reachesNothingAsSuperuser() {
        Login thief = host.login(server, "rdsadmin", "stolen").to("shop");
        boolean taken = runs(thief, "SELECT 1");
        if (taken) {
            refused(targets()).forEach(statement -> refuses(thief, statement));
        }
        return taken;
    }

    private static boolean runs(Login login, String statement) {
        try {
            login.run(statement);
            return true;
        } catch (DatabaseException refusal) {
            assertThat(refusal.getSqlState()).as(statement).isNotBlank();
            return false;
        }
    }

    private void refuses(Login login, String statement) {
        assertThatThrownBy(() -> login.run(statement)).as(statement).isInstanceOf(DatabaseException.class);
        assertThat(targets().outside()).as(statement).isEmptyDirectory();
    }
}
