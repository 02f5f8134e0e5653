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

/**
 * What the superuser does on a MariaDB server.
 *
 * <p>No statement of it holds a password, for whoever may see all sessions would see that too: it hashes passwords itself,
 * and nobody can log in with a hash.
 */
final class MariaDbRdsadmin implements Rdsadmin {
    private static final String ACCOUNT = "`" + NAME + "`@`127.0.0.1`";

    /** As RDS documents them. Missing are SUPER, FILE, SHUTDOWN and what came out of SUPER: those are the host's. */
    private static final String MASTER_PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS,"
            + " REFERENCES, INDEX, ALTER, SHOW DATABASES, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE,"
            + " REPLICATION CLIENT, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER,"
            + " REPLICATION SLAVE, SHOW CREATE ROUTINE";

    private final Vertx vertx;

    MariaDbRdsadmin(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What makes the superuser as it is meant to be, one statement a line. */
    static List<String> firstStatements(String password) {
        return List.of(
                "CREATE OR REPLACE USER " + ACCOUNT + identified(password) + ";",
                "GRANT ALL ON *.* TO " + ACCOUNT + " WITH GRANT OPTION;");
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
