package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A MariaDB server's data on disk. Every method works on the calling thread.
 *
 * <p>New data know no user at all. The superuser is made at each start by a file of statements, which the server runs
 * before it listens: a master user who has removed or locked the superuser keeps nobody out for longer than that. The
 * same statements take back what only the host may have. The file holds a hash of the password, which lets nobody in.
 */
final class MariaDbData {
    /** Where MariaDB's own installer writes down the version that made the data, and its upgrader looks for it. */
    private static final String VERSION = "mariadb_upgrade_info";

    /** Without it a server would take the folder for a new one, and write over what there is. */
    private static final String MAIN_FILE = "ibdata1";

    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private final ServerFolder folder;
    private final MariaDbBinaries binaries;

    MariaDbData(ServerFolder folder, MariaDbBinaries binaries) {
        this.folder = folder;
        this.binaries = binaries;
    }

    static Path firstStatements(ServerFolder folder) {
        return folder.root().resolve("rdsadmin.sql");
    }

    void provide(String adminPassword) throws IOException {
        if (Files.exists(folder.data())) {
            requireVersion();
        } else {
            folder.make(this::makeData);
        }
        Path temporary = folder.root().resolve("tmp");
        FileTree.delete(temporary);
        Files.createDirectory(temporary);
        guardSystemTables(temporary);
        Files.write(firstStatements(folder), MariaDbRdsadmin.firstStatements(adminPassword));
    }

    private void guardSystemTables(Path temporary) throws IOException {
        MariaDbSystemTables tables = new MariaDbSystemTables(folder.data());
        tables.release();
        List<String> repairs = tables.repairs();
        if (!repairs.isEmpty()) {
            Path statements = Files.write(temporary.resolve("repair.sql"), repairs);
            bootstrap(statements, folder.data(), temporary);
            FileTree.delete(temporary);
            Files.createDirectory(temporary);
        }
        tables.guard();
    }

    private void requireVersion() throws IOException {
        if (!Files.exists(folder.data().resolve(MAIN_FILE))) {
            throw new ServerException("the data in " + folder.data() + " are not MariaDB's, or not whole: " + MAIN_FILE
                    + " is not there");
        }
        String made = Files.readString(folder.data().resolve(VERSION)).strip();
        if (!made.startsWith(binaries.majorVersion() + ".")) {
            throw new ServerException("the data in " + folder.data() + " are MariaDB " + made
                    + "'s and cannot be read by MariaDB " + binaries.majorVersion());
        }
    }

    private void makeData(Path stage) throws IOException {
        Path data = Files.createDirectory(stage.resolve("data"));
        Path programs = binaries.unpacked();
        Path statements = systemTables(programs.resolve("share"), stage.resolve("bootstrap.sql"));
        bootstrap(statements, data, stage);
        Files.writeString(data.resolve(VERSION), binaries.version() + "-MariaDB");
    }

    private void bootstrap(Path statements, Path data, Path temporary) throws IOException {
        List<String> server = MariaDbSettings.bootstrap(binaries.unpacked(), data, temporary);
        List<String> command = SupervisedProcess.reading(statements, server);
        SupervisedProcess.run("mariadbd --bootstrap", command, MariaDb.SHUTDOWN, temporary.resolve("bootstrap.log"));
    }

    private static Path systemTables(Path share, Path target) throws IOException {
        try (OutputStream all = Files.newOutputStream(target)) {
            all.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(UTF_8));
            for (String each : SYSTEM_TABLES) {
                Files.copy(share.resolve(each), all);
            }
            all.write("DELETE FROM global_priv WHERE User <> 'mariadb.sys';\nDELETE FROM proxies_priv;\n"
                    .getBytes(UTF_8));
        }
        return target;
    }
}
