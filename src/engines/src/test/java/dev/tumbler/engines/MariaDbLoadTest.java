package dev.tumbler.engines;

import static dev.tumbler.engines.Login.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.database.Backup;
import dev.tumbler.domain.database.DatabaseServers.Restore;
import dev.tumbler.domain.database.DatabaseServers.Server;
import dev.tumbler.domain.database.DatabaseServers.ServerException;
import dev.tumbler.domain.database.DatabaseServers.UnusableBackup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps become the content of new servers, and of nothing else. */
class MariaDbLoadTest {
    private static final String DENIED = ": a dump can make neither users and grants, nor what belongs to the databases"
            + " mysql and sys, nor anything whose definer is not the master user";

    @TempDir
    private Path folder;

    private Host host;
    private Path bucket;
    private Server server;

    @BeforeEach
    void openHost() throws IOException {
        bucket = Files.createDirectories(folder.resolve("s3/backups"));
        Files.createDirectory(bucket.resolve("shop"));
        host = Host.onSharedPrograms(TestedEngine.MARIADB, folder);
        Server plain = host.newServer("db-RESTORED");
        server = new Server(
                plain.name(),
                plain.resourceId(),
                "mysql",
                plain.engineVersion(),
                plain.port(),
                plain.adminPassword(),
                Optional.of("first"),
                Optional.of(new Restore(new Backup("backups", "shop/"), "owner")));
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    private void store(String name, String statements) throws IOException {
        Files.writeString(bucket.resolve("shop").resolve(name), statements);
    }

    private void storePacked(String name, String statements) throws IOException {
        try (OutputStream packed = new GZIPOutputStream(
                Files.newOutputStream(bucket.resolve("shop").resolve(name)))) {
            packed.write(statements.getBytes(UTF_8));
        }
    }

    private void restore() {
        Host.await(host.servers().ensureRunning(server));
    }

    private Login owner() {
        Host.await(host.servers().setMasterPassword(server, "owner", "it's mine"));
        return host.login(server, "owner", "it's mine");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::restore)
                .cause()
                .isInstanceOf(UnusableBackup.class)
                .hasMessage(message);
    }

    @Test
    void theFilesAreLoadedInTheOrderOfTheirNamesAndOnce() throws IOException {
        store("1-tables.sql", "CREATE TABLE orders (id INT PRIMARY KEY, what TEXT) CHARACTER SET utf8mb4;");
        storePacked("2-rows.sql.gz", "INSERT INTO orders VALUES (1, 'Tee \\r\\n für zwei');");
        store(
                "3-more.sql",
                """
                CREATE TABLE counts (id INT);
                DELIMITER ;;
                CREATE TRIGGER twice AFTER INSERT ON counts FOR EACH ROW
                BEGIN
                  SET @one = 1; SET @two = 2;
                END ;;
                DELIMITER ;
                INSERT INTO counts VALUES (1);
                CREATE DATABASE shop;
                USE shop;
                CREATE VIEW teas AS SELECT what FROM first.orders;
                """);
        store("notes.txt", "not for a server");
        restore();

        assertThat(owner().to("shop").run("SELECT what FROM teas")).contains("Tee \r\n für zwei");
        assertThat(owner().run("SHOW GRANTS").orElseThrow())
                .contains("CREATE USER")
                .doesNotContain("SUPER");
        assertThat(host.admin(server).run("SELECT COUNT(*) FROM mysql.db WHERE User = 'owner'"))
                .contains("0");
        assertThat(folder.resolve("databases/db-RESTORED/loading")).doesNotExist();

        host.close();
        host = Host.onSharedPrograms(TestedEngine.MARIADB, folder);
        restore();
        assertThat(owner().to("first").run("SELECT COUNT(*) FROM orders")).contains("1");
    }

    @Test
    void aDumpThatFailsIsRefusedWithoutAWordOfWhatItHolds() throws IOException {
        store("1.sql", "CREATE TABLE a (id INT PRIMARY KEY);\nINSERT INTO a VALUES (77), (77);");
        assertRefused("MariaDB refuses line 2 of shop/1.sql with error 1062 (23000)");

        store("1.sql", "CREATE TABLE a (id INT);\n\nDROP USER rdsadmin@127.0.0.1;");
        assertRefused("MariaDB refuses line 3 of shop/1.sql with error 1227 (42000)" + DENIED);

        Path touched = folder.resolve("touched");
        store("1.sql", "\\! touch " + touched + "\n");
        assertThatThrownBy(this::restore).cause().isInstanceOf(ServerException.class);
        assertThat(touched).doesNotExist();

        store("1.sql", "CREATE TABLE a (id INT);\nSET PASSWORD = PASSWORD('of the dump');");
        restore();
        host.admin(server).succeeds();
        host.login(server, "owner", "of the dump").isRefused();
        owner().succeeds();
    }

    @Test
    void aDumpReachesNothingOutside() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        String elsewhere = " DATA DIRECTORY = '" + outside + "'";
        store(
                "1.sql",
                "CREATE TABLE a (id INT) ENGINE = MyISAM" + elsewhere + ";\n"
                        + "CREATE TABLE b (id INT) ENGINE = InnoDB" + elsewhere + ";\n"
                        + "CREATE DATABASE plugin;\nUSE plugin;\n"
                        + "CREATE TABLE c (id INT) ENGINE = Aria" + elsewhere + ";\n");
        restore();
        owner().to("first").run("INSERT INTO a VALUES (1)");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void whoLoadsHasNoRightToWhatIsTheServersOwn() {
        Server running = host.started("db-RUNNING");
        Login loader = host.login(running, "owner", "loading");
        new MariaDbRdsadmin(loader.vertx())
                .admitLoader(running, "owner", "loading")
                .await()
                .indefinitely();
        loader.run("CREATE DATABASE shop");
        loader.run("CREATE TABLE shop.orders (id INT)");
        for (String statement : List.of(
                "DELETE FROM mysql.global_priv",
                "DROP TABLE mysql.global_priv",
                "DROP DATABASE mysql",
                "CREATE TABLE sys.mine (id INT)",
                "SELECT * FROM mysql.global_priv",
                "CREATE USER other IDENTIFIED BY 'x'",
                "DROP USER rdsadmin@127.0.0.1",
                "ALTER USER owner ACCOUNT LOCK",
                "GRANT SELECT ON shop.* TO owner WITH GRANT OPTION",
                "SET GLOBAL max_connections = 1",
                "SHUTDOWN",
                "INSTALL SONAME 'ha_x'",
                "CREATE DEFINER = rdsadmin@127.0.0.1 VIEW shop.hidden AS SELECT 1")) {
            refused("42000", () -> loader.run(statement));
        }
        refused("28000", () -> loader.run("SELECT 1 INTO OUTFILE '" + folder.resolve("file") + "'"));
    }

    @Test
    void aHostThatClosesEndsTheLoadAndTheNextOneBeginsAgain() throws IOException {
        store("1.sql", "CREATE TABLE a (id INT);\nINSERT INTO a VALUES (1);\nSELECT SLEEP(600);");
        CompletableFuture<Void> cutOff = host.servers().ensureRunning(server).toCompletableFuture();
        awaitSleep();
        host.close();
        assertThatThrownBy(() -> cutOff.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(ServerException.class)
                .isNotInstanceOf(UnusableBackup.class);

        store("1.sql", "CREATE TABLE a (id INT);\nINSERT INTO a VALUES (2);");
        host = Host.onSharedPrograms(TestedEngine.MARIADB, folder);
        restore();
        assertThat(owner().to("first").run("SELECT GROUP_CONCAT(id) FROM a")).contains("2");
    }

    /** Nobody can log in before the server has made the superuser. */
    private void awaitSleep() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!sleeps()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean sleeps() {
        if (Ports.free(server.port())) {
            return false;
        }
        return host.admin(server)
                .run("SELECT id FROM information_schema.processlist WHERE state = 'User sleep'")
                .isPresent();
    }
}
