package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What crashes leave on disk does not keep a server of any engine from starting, and is not made worse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashContract {
    private static final String ID = "db-CRASHED";

    private final TestedEngine engine;
    private final String mainFile;
    private Path folder;
    private Path root;
    private Server server;

    /**
     * The contract on an engine.
     *
     * @param mainFile in the data folder; no server starts without it
     */
    CrashContract(TestedEngine engine, String mainFile) {
        this.engine = engine;
        this.mainFile = mainFile;
    }

    /** Makes the server out of what a crash in the middle of that has left. */
    @BeforeAll
    void makeServer(@TempDir Path shared) throws IOException {
        folder = shared;
        root = folder.resolve("databases").resolve(ID);
        Path unfinished = Files.createDirectories(root.resolve("unfinished-1/data/base"));
        Files.writeString(root.resolve("unfinished-1/password"), "left behind");
        try (Host host = Host.onSharedPrograms(engine, folder)) {
            server = host.started(ID);
        }
        assertThat(unfinished).doesNotExist();
    }

    final Server server() {
        return server;
    }

    final Path data() {
        return root.resolve("data");
    }

    final void starts() throws IOException {
        try (Host host = Host.onSharedPrograms(engine, folder)) {
            Host.await(host.servers().ensureRunning(server));
            host.admin(server).succeeds();
        }
    }

    @Test
    void nothingIsLeftOfWhatMakingTheServerTook() throws IOException {
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .contains("data", "port", "prepared", "server.log")
                    .noneMatch(name -> name.startsWith("unfinished") || name.contains("new"));
        }
    }

    @Test
    void firstDatabasesAreMadeEvenIfTheFirstAttemptStoppedHalfWay() throws IOException {
        Files.delete(root.resolve("prepared"));
        starts();
        assertThat(root.resolve("prepared")).exists();
    }

    @Test
    void aServerThatCannotStartSaysWhyAndItsDataStayAsTheyAre() throws IOException {
        Path file = data().resolve(mainFile);
        Path aside = Files.move(file, root.resolve("aside"));
        try {
            assertThatThrownBy(this::starts)
                    .cause()
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(file.getFileName().toString());
            assertThat(file).doesNotExist();
        } finally {
            Files.move(aside, file);
        }
        starts();
    }

    @Test
    void dataThatAreNobodysAreLeftAlone() throws IOException {
        Path data = Files.createDirectories(folder.resolve("databases/db-UNKNOWN/data"));
        Path precious = Files.writeString(data.resolve("precious"), "kept");
        try (Host host = Host.onSharedPrograms(engine, folder)) {
            Server unknown = host.newServer("db-UNKNOWN");
            assertThatThrownBy(() -> Host.await(host.servers().ensureRunning(unknown)))
                    .cause()
                    .isInstanceOf(ServerException.class);
        }
        assertThat(data).isDirectoryContaining(each -> each.equals(precious));
        try (Stream<Path> all = Files.list(data)) {
            assertThat(all).containsExactly(precious);
        }
    }

    @Test
    void halfARemovalIsFinished() throws IOException {
        Files.createDirectories(folder.resolve("databases/db-GONE.removed/data"));
        try (Host host = Host.onSharedPrograms(engine, folder)) {
            host.remove("db-GONE");
        }
        assertThat(folder.resolve("databases/db-GONE.removed")).doesNotExist();
    }

    /** Unpacks twice at once, over what a crash has left. */
    final List<Path> unpackedTwice(Path programs, String leftBehind) throws IOException {
        Path stage = Files.createDirectories(programs.resolve(leftBehind + ".unfinished/bin"));
        Path home = programs.toRealPath();
        List<Path> both =
                Stream.of(home, home).parallel().map(engine::unpackPrograms).toList();
        assertThat(stage).doesNotExist();
        assertThat(both.get(0)).isEqualTo(both.get(1)).isDirectory().hasFileName(leftBehind);
        return both;
    }
}
