package dev.tumbler.engines;

import static dev.tumbler.engines.Login.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbMasterUserTest extends MasterUserContract {
    private static final String DENIED = "42000";

    MariaDbMasterUserTest() {
        super(TestedEngine.MARIADB, "a`b'; DROP USER x; --\\ é%I$1");
    }

    @Override
    List<String> hostileNames() {
        return List.of(
                "plain'; DROP DATABASE mysql; --",
                "back`quoted`; DROP DATABASE mysql; --",
                "double\"quoted\"@'%'",
                "back\\slash\\'",
                "$1 $$ ? %%",
                "пароль 密码",
                "/* */ --",
                "MixedCase");
    }

    @Override
    List<String> impossibleNames() {
        return List.of("rdsadmin", "", "n".repeat(129));
    }

    @Override
    String currentUser() {
        return "SELECT SUBSTRING_INDEX(CURRENT_USER(), '@%', 1)";
    }

    @Override
    void weaken(String userName) {
        admin().run("REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + userName);
        admin().run("ALTER USER " + userName + " ACCOUNT LOCK PASSWORD EXPIRE");
    }

    @Test
    void aMasterUserHasTheRightsOfRdsAndMayPassThemOn() {
        setPassword("maker", "secret");
        assertThat(login("maker", "secret").run("SHOW GRANTS").orElseThrow())
                .contains("CREATE USER", "RELOAD", "PROCESS", "SHOW CREATE ROUTINE", " WITH GRANT OPTION")
                .doesNotContain("ALL PRIVILEGES", "SUPER", "FILE", "SHUTDOWN");
        login("maker", "secret").run("CREATE USER app IDENTIFIED BY 'x'");
        login("maker", "secret").run("GRANT SELECT, RELOAD ON *.* TO app WITH GRANT OPTION");
    }

    /** MariaDB asks for no more than CREATE USER to change any other user. */
    @Test
    void aSuperuserThatWasLockedOutStillResetsThePassword() {
        setPassword("usurper", "secret");
        login("usurper", "secret").run("ALTER USER rdsadmin@`127.0.0.1` ACCOUNT LOCK");
        setPassword("usurper", "another");
        login("usurper", "another").succeeds();
        admin().succeeds();
    }

    @Test
    void aMasterUserIsNotTheHost() {
        setPassword("guest", "secret");
        Login guest = login("guest", "secret");
        refused(DENIED, () -> guest.run("SHUTDOWN"));
        refused(DENIED, () -> guest.run("SET GLOBAL general_log = 1"));
        refused("28000", () -> guest.run("GRANT SUPER ON *.* TO guest"));
        refused("28000", () -> guest.run("SELECT 1 INTO OUTFILE 'leak'"));
    }
}
