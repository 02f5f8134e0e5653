package dev.tumbler.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MariaDbServersTest extends DatabaseServersContract {
    MariaDbServersTest() {
        super(TestedEngine.MARIADB);
    }

    @Override
    String runningVersion() {
        String version = admin().run("SELECT VERSION()").orElseThrow();
        return version.substring(0, version.indexOf('-'));
    }

    @Test
    void mysqlIsServedToo() {
        assertThat(host().servers().offers("mysql")).singleElement().satisfies(offer -> assertThat(offer.program())
                .isEqualTo("mariadb"));
    }

    @Test
    void writesAreDurableAndStatementsAreNeverLogged() {
        Map.of(
                        "innodb_flush_log_at_trx_commit", "1",
                        "general_log", "0",
                        "slow_query_log", "0",
                        "bind_address", "127.0.0.1",
                        "socket", "",
                        "character_set_server", "utf8mb4")
                .forEach((name, value) ->
                        assertThat(admin().run("SELECT @@" + name)).as(name).contains(value));
    }

    @Test
    void nobodyLogsInWithoutAPassword() {
        for (String user : new String[] {"root", "rdsadmin", "mariadb.sys", ""}) {
            host().login(server(), user, "").isRefused();
        }
    }

    @Test
    void loginsAreEncrypted() {
        assertThat(admin().run("SELECT variable_value <> '' FROM information_schema.session_status"
                        + " WHERE variable_name = 'Ssl_cipher'"))
                .contains("1");
    }

    @Test
    void nobodyButTheSuperuserIsThere() {
        assertThat(admin().run("SELECT GROUP_CONCAT(User) FROM mysql.user WHERE User NOT IN ('mariadb.sys', 'orders')"))
                .contains("rdsadmin");
        assertThat(admin().run("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'test'"))
                .contains("0");
    }

    @Test
    void theFilesOfTheServerAreItsOwn() {
        for (String name : new String[] {"tmpdir", "datadir", "pid_file"}) {
            assertThat(admin().run("SELECT @@" + name).orElseThrow()).as(name).contains("db-MAIN");
        }
    }
}
