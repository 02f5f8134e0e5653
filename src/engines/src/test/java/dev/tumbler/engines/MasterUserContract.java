package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every engine promises of the master user. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MasterUserContract {
    private final TestedEngine engine;
    private final String firstDatabase;
    private Path folder;
    private Host host;
    private Server server;

    /**
     * The contract on an engine.
     *
     * @param firstDatabase a name that would do harm if it were read as SQL
     */
    MasterUserContract(TestedEngine engine, String firstDatabase) {
        this.engine = engine;
        this.firstDatabase = firstDatabase;
    }

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        folder = shared;
        host = Host.onSharedPrograms(engine, folder);
        int port = host.servers().choosePort(Optional.empty());
        server = host.server("db-MASTER", port, Optional.of(firstDatabase));
        Host.await(host.servers().ensureRunning(server));
    }

    @AfterAll
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    /** Names that an engine takes and that would do harm if they were read as SQL. */
    abstract List<String> hostileNames();

    /** Names that no master user can have. */
    abstract List<String> impossibleNames();

    /** What a session runs to learn who it is. */
    abstract String currentUser();

    /** Takes the master user's rights away, and its login. */
    abstract void weaken(String userName);

    final void setPassword(String user, String password) {
        Host.await(host.servers().setMasterPassword(server, user, password));
    }

    final Login login(String user, String password) {
        return host.login(server, user, password);
    }

    final Login admin() {
        return host.admin(server);
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        setPassword("orders", "first");
        setPassword("orders", "second");
        login("orders", "second").succeeds();
        login("orders", "first").isRefused();
    }

    @Test
    void aResetGivesTheMasterUserItsRightsBack() {
        setPassword("weakened", "secret");
        weaken("weakened");
        setPassword("weakened", "secret");
        login("weakened", "secret").run("CREATE DATABASE again");
    }

    @Test
    void thePasswordIsNotWrittenDown() throws IOException {
        setPassword("discreet", "tell-tale");
        login("discreet", "tell-tale").succeeds();
        assertThat(Files.readString(folder.resolve("databases/db-MASTER/server.log")))
                .doesNotContain("tell-tale");
    }

    @Test
    void resetsAtTheSameTimeAllSucceed() {
        List<CompletionStage<Void>> resets = IntStream.range(0, 8)
                .mapToObj(i -> host.servers().setMasterPassword(server, "busy", "same"))
                .toList();
        resets.forEach(Host::await);
        login("busy", "same").succeeds();
    }

    @Test
    void namesAndPasswordsAreNeverRead() {
        for (String hostile : hostileNames()) {
            setPassword(hostile, hostile);
            assertThat(login(hostile, hostile).run(currentUser())).contains(hostile);
        }
        admin().succeeds();
        admin().to(firstDatabase).succeeds();
    }

    @Test
    void aMasterUserWorksInTheFirstDatabase() {
        setPassword("orders", "secret");
        Login master = login("orders", "secret").to(firstDatabase);
        master.run("CREATE TABLE mine (id int)");
        master.run("DROP TABLE mine");
    }

    @Test
    void namesThatNoMasterUserCanHaveAreRefused() {
        for (String name : impossibleNames()) {
            assertThatThrownBy(() -> setPassword(name, "secret"))
                    .as(name)
                    .cause()
                    .isInstanceOf(ServerException.class);
        }
        admin().succeeds();
    }
}
