package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server's data on disk: PostgreSQL calls it a database cluster. Every method works on the calling thread. */
final class PostgresCluster {
    /** No process has this number: it is beyond what any kernel gives out. */
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    private final ServerFolder folder;
    private final PostgresPrograms programs;

    PostgresCluster(ServerFolder folder, PostgresPrograms programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /** Makes the cluster if there is none, with the superuser's password. */
    void create(String adminPassword) throws IOException {
        if (Files.exists(folder.data())) {
            requireVersion();
        } else {
            folder.make(stage -> initialise(stage, adminPassword));
        }
    }

    private void requireVersion() throws IOException {
        String made = Files.readString(folder.data().resolve("PG_VERSION")).strip();
        if (!made.equals(programs.majorVersion())) {
            throw new ServerException("the data in " + folder.data() + " is PostgreSQL " + made
                    + "'s and cannot be read by PostgreSQL " + programs.majorVersion());
        }
    }

    private void initialise(Path stage, String adminPassword) throws IOException {
        Path passwordFile = Files.createFile(
                stage.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, adminPassword);
        List<String> command = programs.command("initdb", arguments(stage));
        SupervisedProcess.run("initdb", command, Postgres.SHUTDOWN, stage.resolve("initdb.log"));
    }

    private List<String> arguments(Path stage) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + stage.resolve("data"),
                "--username=" + Rdsadmin.NAME,
                "--pwfile=" + stage.resolve("password"),
                "--auth-local=scram-sha-256",
                "--auth-host=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C"));
        if (programs.haveLocalesOfTheirOwn()) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return arguments;
    }

    /**
     * Makes sure that no other server has the data, and that a lock file left by a killed one does not bar the next.
     *
     * <p>PostgreSQL takes a lock file for stale only if no process has the number in it. After a restart of the machine
     * or in a container that number is soon somebody else's. The number is then replaced and the rest kept: by the rest
     * PostgreSQL sees whether children of the killed server still hold its shared memory.
     *
     * @return whether a killed server left a lock file
     */
    boolean takeOver() throws IOException {
        if (!Files.exists(folder.data())) {
            return false;
        }
        List<String> arguments = List.of("-D", folder.data().toString());
        new Predecessor("/bin/postgres", arguments, Postgres.SHUTDOWN).end();
        Path lockFile = folder.data().resolve("postmaster.pid");
        if (!Files.exists(lockFile)) {
            return false;
        }
        String content = Files.readString(lockFile);
        if (content.isBlank()) {
            Files.delete(lockFile);
        } else {
            Files.writeString(lockFile, NOBODY + content.substring(content.indexOf('\n')));
        }
        return true;
    }
}
