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
import org.junit.jupiter.api.io.TempDir;

/** What crashes leave on disk does not keep a server from starting. */
class CrashTest {
    private static final String ID = "db-CRASHED";

    @TempDir
    private static Path folder;

    private static Path root;
    private static Server server;

    /** Makes the server out of what a crash in the middle of that has left. */
    @BeforeAll
    static void makeServer() throws IOException {
        root = folder.resolve("databases").resolve(ID);
        Path unfinished = Files.createDirectories(root.resolve("unfinished-1/data/base"));
        Files.writeString(root.resolve("unfinished-1/password"), "left behind");
        try (Host host = Host.onSharedPrograms(folder)) {
            server = host.started(ID);
        }
        assertThat(unfinished).doesNotExist();
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
    void aLockFileWithTheNumberOfAnotherProcessDoesNotBarAStart() throws IOException {
        long somebodyElse = ProcessHandle.current().pid();
        String lines = "\n" + root.resolve("data") + "\n1\n" + server.port() + "\n\n127.0.0.1\n";
        Files.writeString(Postmaster.lockFile(folder, ID), somebodyElse + lines);
        starts();
    }

    @Test
    void anEmptyLockFileDoesNotBarAStart() throws IOException {
        Files.writeString(Postmaster.lockFile(folder, ID), "");
        starts();
    }

    @Test
    void firstDatabasesAreMadeEvenIfTheFirstAttemptStoppedHalfWay() throws IOException {
        Files.delete(root.resolve("prepared"));
        starts();
        assertThat(root.resolve("prepared")).exists();
    }

    private static void starts() throws IOException {
        try (Host host = Host.onSharedPrograms(folder)) {
            Host.await(host.servers().ensureRunning(server));
            host.admin(server).succeeds();
        }
    }

    @Test
    void aServerThatCannotStartSaysWhy() throws IOException {
        Path control = root.resolve("data/global/pg_control");
        Path aside = Files.move(control, root.resolve("pg_control"));
        try {
            assertThatThrownBy(CrashTest::starts)
                    .cause()
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(ID + " ended with status")
                    .hasMessageContaining("pg_control");
        } finally {
            Files.move(aside, control);
        }
    }

    @Test
    void halfARemovalIsFinished() throws IOException {
        Files.createDirectories(folder.resolve("databases/db-GONE.removed/data"));
        try (Host host = Host.onSharedPrograms(folder)) {
            Host.await(host.servers().remove("postgres", "db-GONE"));
        }
        assertThat(folder.resolve("databases/db-GONE.removed")).doesNotExist();
    }

    @Test
    void halfUnpackedProgramsAreUnpackedAgain(@TempDir Path other) throws IOException {
        Path stage = Files.createDirectories(other.resolve("postgres-18.6.0.unpacking/bin"));
        PostgresBinaries binaries = new PostgresBinaries(other.toRealPath());
        List<Path> both = Stream.of(binaries, new PostgresBinaries(other.toRealPath()))
                .parallel()
                .map(PostgresBinaries::unpacked)
                .toList();
        assertThat(both.get(0)).isEqualTo(both.get(1)).isDirectory();
        assertThat(stage).doesNotExist();
        Command version = Command.run(both.get(0).resolve("bin/postgres").toString(), "--version");
        assertThat(version.output()).isEqualTo("postgres (PostgreSQL) " + binaries.version());
    }
}
