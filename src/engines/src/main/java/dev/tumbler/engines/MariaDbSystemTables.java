package dev.tumbler.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Keeps users' statements from changing the server's own tables, whatever rights they have. Whoever may write there may
 * give itself every right, and MariaDB has no grant for all databases but some.
 *
 * <p>Each table has triggers that refuse every row, as RDS has them. MariaDB refuses to make such triggers by a statement
 * but fires those it finds. What the server itself does for CREATE USER and GRANT fires none. While the server runs, nothing
 * can be made, removed or renamed in the folder, so neither tables nor triggers can be replaced.
 *
 * <p>Every method works on the calling thread.
 */
record MariaDbSystemTables(Path data) {
    private static final List<String> DATABASES = List.of("mysql", "sys");

    /** Where an index of Aria's keeps the state of its table, and the bits for a crash and for one in a repair. */
    private static final int STATE = 27;

    private static final int CRASHED = 2 | 4;

    private static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");

    /** Closes the folders; may be called again, but not while a server runs. */
    void guard() throws IOException {
        release();
        plantTriggers(data.resolve("mysql"));
        permit("r-x------");
    }

    /** Gives the folders back to their owner, who may want to remove them. */
    void release() throws IOException {
        permit("rwx------");
    }

    /**
     * The statements that mend what REPAIR TABLE and OPTIMIZE TABLE leave when they find the folder closed: they mark the
     * table as crashed, and a server that opens it next makes no users any more.
     */
    List<String> repairs() throws IOException {
        List<String> statements = new ArrayList<>();
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(data.resolve("mysql"), "*.MAI")) {
            for (Path file : indexes) {
                String name = file.getFileName().toString();
                if (crashed(file)) {
                    statements.add("REPAIR TABLE mysql.`" + name.substring(0, name.lastIndexOf('.')) + "`;");
                }
            }
        }
        return statements;
    }

    private static boolean crashed(Path index) throws IOException {
        try (InputStream header = Files.newInputStream(index)) {
            byte[] start = header.readNBytes(STATE + 1);
            return start.length > STATE && (start[STATE] & CRASHED) != 0;
        }
    }

    private void permit(String permissions) throws IOException {
        for (String database : DATABASES) {
            Path folder = data.resolve(database);
            if (Files.isDirectory(folder)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
            }
        }
    }

    private static void plantTriggers(Path folder) throws IOException {
        // those of Aria and of InnoDB; a view has neither file, and a log takes no row of a user's
        try (DirectoryStream<Path> tables = Files.newDirectoryStream(folder, "*.{MAD,ibd}")) {
            for (Path file : tables) {
                String name = file.getFileName().toString();
                plant(folder, name.substring(0, name.lastIndexOf('.')));
            }
        }
    }

    /** The files that CREATE TRIGGER writes: one for the table, and one for each trigger that leads to the table. */
    private static void plant(Path folder, String table) throws IOException {
        for (String event : EVENTS) {
            Files.writeString(
                    folder.resolve(trigger(table, event) + ".TRN"), "TYPE=TRIGGERNAME\ntrigger_table=" + table + "\n");
        }
        Files.writeString(
                folder.resolve(table + ".TRG"),
                String.join(
                        "\n",
                        "TYPE=TRIGGERS",
                        "triggers="
                                + EVENTS.stream()
                                        .map(event -> "'" + statement(table, event) + "'")
                                        .collect(Collectors.joining(" ")),
                        "sql_modes=" + each("0"),
                        "definers=" + each("'" + Rdsadmin.NAME + "@127.0.0.1'"),
                        "client_cs_names=" + each("'utf8mb4'"),
                        "connection_cl_names=" + each("'utf8mb4_general_ci'"),
                        "db_cl_names=" + each("'utf8mb4_general_ci'"),
                        "created=" + each("0"),
                        ""));
    }

    private static String trigger(String table, String event) {
        return "refuse_" + table + "_" + event.toLowerCase(Locale.ROOT);
    }

    // unsourced: MariaDB names the user where "users" stands
    private static String statement(String table, String event) {
        return "CREATE DEFINER=" + MariaDbRdsadmin.ACCOUNT + " TRIGGER `" + trigger(table, event) + "` BEFORE " + event
                + " ON `" + table + "` FOR EACH ROW SIGNAL SQLSTATE \\'42000\\' SET MYSQL_ERRNO = 1142, MESSAGE_TEXT ="
                + " \\'" + event + " command denied to users for table `mysql`.`" + table + "`\\'";
    }

    private static String each(String value) {
        return EVENTS.stream().map(event -> value).collect(Collectors.joining(" "));
    }
}
