package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MariaDbEscapeTest extends EscapeContract {
    MariaDbEscapeTest() {
        super(TestedEngine.MARIADB);
    }

    @Override
    List<String> refused(Targets targets) {
        return Stream.of(files(targets), code(), rights(), rows(), tables(), settings(targets))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> files(Targets targets) {
        String made = "'" + targets.outside().resolve("made") + "'";
        String secret = "'" + targets.secret() + "'";
        return List.of(
                "SELECT 1 INTO OUTFILE " + made,
                "SELECT 1 INTO DUMPFILE " + made,
                "LOAD DATA INFILE " + secret + " INTO TABLE goods",
                "LOAD XML INFILE " + secret + " INTO TABLE goods",
                "CREATE DATABASE `#mysql50#../../made`",
                "CREATE TABLE `#mysql50#../../made` (id int)",
                "SHOW RELAYLOG EVENTS IN " + secret);
    }

    private static List<String> code() {
        return List.of(
                "CREATE FUNCTION mine RETURNS INTEGER SONAME 'mine.so'",
                "CREATE FUNCTION mine RETURNS INTEGER SONAME '../mine.so'",
                "INSTALL PLUGIN mine SONAME 'mine.so'",
                "INSTALL SONAME 'mine'",
                "CREATE USER mine IDENTIFIED VIA pam");
    }

    private static List<String> rights() {
        return List.of(
                "GRANT SUPER ON *.* TO master",
                "GRANT FILE ON *.* TO master",
                "GRANT ALL ON *.* TO master",
                "GRANT SET USER ON *.* TO master",
                "GRANT PROXY ON ''@'%' TO master",
                "CREATE DEFINER = root@localhost PROCEDURE hidden() SELECT 1",
                "CREATE DEFINER = `mariadb.sys`@localhost VIEW hidden AS SELECT 1",
                "CREATE DEFINER = root@localhost EVENT hidden ON SCHEDULE EVERY 1 HOUR DO SELECT 1",
                "SET ROLE root",
                "CHANGE MASTER TO MASTER_HOST = '127.0.0.1'",
                "BINLOG 'AAAA'",
                "SHUTDOWN");
    }

    /** Rows of the server's own tables; views and triggers are further ways to them. */
    private static List<String> rows() {
        return List.of(
                "UPDATE mysql.global_priv SET Priv = JSON_SET(Priv, '$.access', 549755813887) WHERE User = 'master'",
                "INSERT INTO mysql.global_priv VALUES ('%', 'root', '{\"access\": 549755813887}')",
                "REPLACE INTO mysql.global_priv VALUES ('%', 'master', '{\"access\": 549755813887}')",
                "DELETE FROM mysql.global_priv",
                "DELETE FROM mysql.user WHERE User = 'rdsadmin'",
                "UPDATE mysql.user, goods SET User = 'root'",
                "INSERT INTO mysql.db (Host, Db, User) VALUES ('%', '%', 'master')",
                "INSERT INTO mysql.tables_priv (Host, Db, User) VALUES ('%', 'mysql', 'master')",
                "INSERT INTO mysql.proxies_priv (Host, User) VALUES ('%', 'master')",
                "INSERT INTO mysql.roles_mapping VALUES ('%', 'master', 'root', 'Y')",
                "UPDATE mysql.proc SET definer = 'root@localhost'",
                "INSERT INTO mysql.event (db, name, body, definer) VALUES ('shop', 'e', 'SELECT 1', 'root@localhost')",
                "INSERT INTO mysql.plugin VALUES ('mine', 'mine.so')",
                "INSERT INTO mysql.func VALUES ('mine', 2, 'mine.so', 'function')",
                "INSERT INTO mysql.servers (Server_name) VALUES ('mine')",
                "CREATE OR REPLACE VIEW privileges AS SELECT * FROM mysql.global_priv; "
                        + "UPDATE privileges SET Priv = '{}'",
                "CREATE OR REPLACE TABLE fires (id int);"
                        + " CREATE TRIGGER fire BEFORE INSERT ON fires FOR EACH ROW"
                        + " UPDATE mysql.global_priv SET Priv = '{}'; INSERT INTO fires VALUES (1)");
    }

    /** The server's own tables themselves. */
    private static List<String> tables() {
        return List.of(
                "CREATE TABLE mysql.mine (id int)",
                "CREATE VIEW mysql.mine AS SELECT 1",
                "CREATE TRIGGER mysql.mine BEFORE INSERT ON mysql.func FOR EACH ROW SET @one = 1",
                "ALTER TABLE mysql.global_priv COMMENT = 'mine'",
                "ALTER TABLE mysql.global_priv ENGINE = InnoDB",
                "RENAME TABLE mysql.global_priv TO mysql.other",
                "RENAME TABLE mysql.global_priv TO shop.other",
                "RENAME TABLE goods TO mysql.mine",
                "CREATE OR REPLACE TABLE mysql.global_priv (id int)",
                "DROP TABLE mysql.global_priv",
                "CREATE OR REPLACE VIEW mysql.user AS SELECT 1",
                "DROP VIEW mysql.user",
                "CREATE OR REPLACE VIEW sys.version AS SELECT 1",
                "CREATE TABLE sys.mine (id int)");
    }

    private static List<String> settings(Targets targets) {
        String made = "'" + targets.outside().resolve("made") + "'";
        return List.of(
                "SET GLOBAL general_log_file = " + made,
                "SET GLOBAL slow_query_log_file = " + made,
                "SET GLOBAL general_log = 1",
                "SET GLOBAL log_output = 'FILE'",
                "SET GLOBAL plugin_dir = '" + targets.outside() + "'",
                "SET GLOBAL secure_file_priv = ''",
                "SET GLOBAL wsrep_provider = 'mine.so'",
                "SET SESSION innodb_tmpdir = '" + targets.outside() + "'");
    }

    @Override
    List<String> harmless(Targets targets) {
        String outside = " DATA DIRECTORY = '" + targets.outside() + "'";
        String partition = " PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (9)" + outside + ")";
        return List.of(
                "SELECT LOAD_FILE('" + targets.secret() + "')",
                "CREATE TABLE isam (id int) ENGINE = MyISAM" + outside,
                "CREATE TABLE isam_index (id int KEY) ENGINE = MyISAM INDEX" + outside.substring(5),
                "CREATE TABLE aria (id int) ENGINE = Aria" + outside,
                "CREATE TABLE inno (id int) ENGINE = InnoDB" + outside,
                "CREATE TABLE inno_parts (id int) ENGINE = InnoDB" + partition,
                "CREATE TABLE isam_parts (id int) ENGINE = MyISAM" + partition,
                "CREATE DATABASE plugin",
                "CREATE TABLE plugin.plugin (id int) ENGINE = MyISAM DATA DIRECTORY = '" + targets.outside() + "'",
                "CREATE DATABASE `../../made`",
                "DROP TRIGGER IF EXISTS mysql.global_priv_update",
                "TRUNCATE TABLE mysql.func",
                "FLUSH PRIVILEGES",
                "CREATE USER clone IDENTIFIED BY 'x'",
                "GRANT SELECT, UPDATE ON *.* TO clone WITH GRANT OPTION",
                "GRANT SELECT, UPDATE ON mysql.* TO clone WITH GRANT OPTION",
                "DROP USER clone",
                "GRANT SELECT ON *.* TO PUBLIC",
                // both find their folder closed, and leave a table that is marked as crashed
                "REPAIR TABLE mysql.global_priv",
                "OPTIMIZE TABLE mysql.db");
    }

    /** MariaDB asks for no more than CREATE USER to change any other user. */
    @Override
    List<String> takeovers(String password) {
        String account = "rdsadmin@`127.0.0.1`";
        return List.of(
                "ALTER USER " + account + " IDENTIFIED BY '" + password + "'",
                "CREATE OR REPLACE USER " + account + " IDENTIFIED BY '" + password + "'",
                "SET PASSWORD FOR " + account + " = PASSWORD('" + password + "')",
                "ALTER USER " + account + " ACCOUNT LOCK",
                "ALTER USER " + account + " REQUIRE SSL",
                "ALTER USER " + account + " PASSWORD EXPIRE",
                "ALTER USER " + account + " WITH MAX_QUERIES_PER_HOUR 1",
                "REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + account,
                "REVOKE CREATE USER ON *.* FROM " + account,
                "RENAME USER " + account + " TO other@`127.0.0.1`",
                "DROP USER " + account,
                "ALTER USER `mariadb.sys`@localhost IDENTIFIED BY '" + password + "' ACCOUNT UNLOCK");
    }

    /** Data of an earlier version may hold such rights; roles and PUBLIC have them too. */
    @Test
    void rightsOfTheHostAreTakenBackAtTheNextStart() throws IOException {
        Host.await(host().servers().stop("mariadb", server().resourceId()));
        Path root = folder().resolve("databases").resolve(server().resourceId());
        Path statements = Files.write(
                folder().resolve("grants.sql"),
                List.of(
                        "FLUSH PRIVILEGES;",
                        "GRANT SUPER, FILE, SET USER ON *.* TO master;",
                        "CREATE USER `it's \\` IDENTIFIED BY 'x';",
                        "GRANT ALL ON *.* TO `it's \\` WITH GRANT OPTION;",
                        "CREATE ROLE host;",
                        "GRANT BINLOG REPLAY ON *.* TO host;",
                        "GRANT FILE ON *.* TO PUBLIC;"));
        Path programs = new MariaDbBinaries(folder().resolve("engines").toRealPath()).unpacked();
        List<String> command = MariaDbSettings.bootstrap(programs, root.resolve("data"), root.resolve("tmp"));
        SupervisedProcess.run(
                "grants",
                SupervisedProcess.reading(statements, command),
                MariaDb.SHUTDOWN,
                folder().resolve("grants.log"));
        Host.await(host().servers().ensureRunning(server()));
        assertThat(host().admin(server())
                        .run("SELECT COUNT(*) FROM mysql.global_priv WHERE User IN ('host', 'PUBLIC')"))
                .contains("2");
        assertThat(host().admin(server()).run(powerfulUsers())).contains("0");
    }

    @Override
    String powerfulUsers() {
        return "SELECT COUNT(*) FROM information_schema.user_privileges WHERE grantee NOT LIKE '''rdsadmin''%'"
                + " AND privilege_type IN ('SUPER', 'FILE', 'SHUTDOWN', 'SET USER', 'BINLOG REPLAY',"
                + " 'REPLICATION SLAVE ADMIN', 'FEDERATED ADMIN', 'BINLOG ADMIN', 'READ_ONLY ADMIN')";
    }
}
