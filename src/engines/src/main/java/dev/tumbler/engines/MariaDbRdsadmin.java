package dev.tumbler.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.mysqlclient.SslMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What the superuser does on a MariaDB server.
 *
 * <p>No statement of it holds a password, for whoever may see all sessions would see that too: it hashes passwords itself,
 * and nobody can log in with a hash.
 */
final class MariaDbRdsadmin implements Rdsadmin {
    static final String ACCOUNT = "`" + NAME + "`@`127.0.0.1`";

    /** As RDS documents them. Missing are SUPER, FILE, SHUTDOWN and what came out of SUPER: those are the host's. */
    private static final String MASTER_PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS,"
            + " REFERENCES, INDEX, ALTER, SHOW DATABASES, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE,"
            + " REPLICATION CLIENT, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER,"
            + " REPLICATION SLAVE, SHOW CREATE ROUTINE";

    /**
     * No file, no program and no right of the host: a master user can become the superuser, for MariaDB lets CREATE USER
     * change every account, and gains nothing by it. CONNECTION ADMIN logs in where all connections are taken; DELETE
     * HISTORY is a part of ALL on a database.
     */
    private static final String OWN_PRIVILEGES = MASTER_PRIVILEGES + ", CONNECTION ADMIN, DELETE HISTORY";

    /** What only the host may have, as a master user may have given it to itself in data of an earlier version. */
    private static final String HOST_PRIVILEGES = "SUPER, FILE, SHUTDOWN, CREATE TABLESPACE, SET USER, FEDERATED ADMIN,"
            + " CONNECTION ADMIN, READ_ONLY ADMIN, REPLICATION SLAVE ADMIN, REPLICATION MASTER ADMIN, BINLOG ADMIN,"
            + " BINLOG REPLAY, SLAVE MONITOR";

    /** The places of these in the number that MariaDB stores. */
    private static final long HOST_BITS = (1L << 7) | (1L << 9) | (1L << 15) | (1L << 28) | ((1L << 39) - (1L << 30));

    /** On one line: a line's end would end the statement. A role has no host. */
    private static final String TAKE_BACK = "BEGIN NOT ATOMIC FOR account IN (SELECT IF(Host = '' AND User = 'PUBLIC',"
            + " User, CONCAT(QUOTE(User), IF(Host = '', '', CONCAT('@', QUOTE(Host))))) AS name FROM mysql.global_priv"
            + " WHERE JSON_VALUE(Priv, '$.access') & " + HOST_BITS + ") DO EXECUTE IMMEDIATE CONCAT('REVOKE "
            + HOST_PRIVILEGES + " ON *.* FROM ', account.name); END FOR; END;";

    /** Access denied, in its many forms: to a database, a table, a right, an account that is locked or out of date. */
    private static final Set<Integer> DENIED = Set.of(1044, 1045, 1141, 1142, 1226, 1227, 1698, 1820, 1862, 4151);

    /** A table of the server's own is marked as crashed. */
    private static final Set<Integer> CRASHED = Set.of(126, 127, 144, 145, 1194, 1195);

    private final Vertx vertx;

    MariaDbRdsadmin(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What makes the superuser as it is meant to be, one statement a line. */
    static List<String> firstStatements(String password) {
        return List.of(
                TAKE_BACK,
                "ALTER USER IF EXISTS `mariadb.sys`@localhost ACCOUNT LOCK;",
                "CREATE OR REPLACE USER " + ACCOUNT + identified(password) + ";",
                "GRANT " + OWN_PRIVILEGES + " ON *.* TO " + ACCOUNT + " WITH GRANT OPTION;");
    }

    @Override
    public Uni<Void> login(Server server, boolean prepared) {
        return session(server, List.of());
    }

    /** The server listens only when it is ready. */
    @Override
    public boolean maySucceedLater(Throwable failure) {
        return !(failure instanceof MySQLException);
    }

    @Override
    public boolean mendedByRestart(Throwable failure) {
        return failure instanceof MySQLException refusal
                && (DENIED.contains(refusal.getErrorCode()) || CRASHED.contains(refusal.getErrorCode()));
    }

    @Override
    public Uni<Void> prepare(Server server) {
        return session(
                server,
                server.databaseName().stream()
                        .map(name -> "CREATE DATABASE IF NOT EXISTS " + quoted(name))
                        .toList());
    }

    @Override
    public Uni<Void> setMasterPassword(Server server, String userName, String password) {
        String account = account(userName);
        return session(
                server,
                List.of(
                        // never without a password, not even for a moment
                        "CREATE USER IF NOT EXISTS " + account + identified(password),
                        "ALTER USER " + account + identified(password) + " ACCOUNT UNLOCK",
                        "GRANT " + MASTER_PRIVILEGES + " ON *.* TO " + account + " WITH GRANT OPTION"));
    }

    /**
     * Makes the user who loads a backup, with all rights on all databases but those of the server itself: where two grants
     * are for a database, the one that names it counts. No right is for the whole server, so users stay as they are.
     */
    Uni<Void> admitLoader(Server server, String userName, String password) {
        String account = account(userName);
        return session(
                server,
                List.of(
                        "CREATE OR REPLACE USER " + account + identified(password),
                        "GRANT SHOW VIEW ON `mysql`.* TO " + account,
                        "GRANT SHOW VIEW ON `sys`.* TO " + account,
                        "GRANT ALL ON `%`.* TO " + account));
    }

    /** Removes that user again; what it made stays. */
    Uni<Void> dismissLoader(Server server, String userName) {
        return session(server, List.of("DROP USER " + account(userName)));
    }

    private static String account(String userName) {
        if (userName.isEmpty() || userName.equals(NAME)) {
            throw new ServerException("no master user can be called '" + userName + "'");
        }
        return quoted(userName) + "@`%`";
    }

    /** Statements about users take no parameters. Within backquotes nothing but a backquote has a meaning, in any mode. */
    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String identified(String password) {
        return " IDENTIFIED VIA mysql_native_password USING '" + hash(password) + "'";
    }

    /** What MariaDB's PASSWORD() makes of it: the only scheme that every client of MySQL and MariaDB knows. */
    private static String hash(String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] once = sha1.digest(password.getBytes(UTF_8));
            return "*" + HexFormat.of().withUpperCase().formatHex(sha1.digest(once));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private Uni<Void> session(Server server, List<String> statements) {
        Uni<SqlConnection> connection = Uni.createFrom()
                .deferred(() -> UniHelper.toUni(MySQLConnection.connect(vertx.getDelegate(), options(server))))
                .map(SqlConnection::newInstance);
        return Session.over(connection, connected -> Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUniAndConcatenate(statement -> Session.run(connected, statement))
                .onItem()
                .ignoreAsUni());
    }

    private static MySQLConnectOptions options(Server server) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setUser(NAME)
                .setPassword(server.adminPassword())
                .setSslMode(SslMode.DISABLED);
        options.setConnectTimeout((int) Session.CONNECT_TIMEOUT.toMillis());
        return options;
    }
}
